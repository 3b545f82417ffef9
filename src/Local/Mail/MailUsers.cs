using KillSwitch.Local.Identity;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// Whom mail can go to: the people of the users file, and while that cannot be read, those it had when it last could. For mail and
/// nothing else. Who may do what is asked of the file itself, which then says nothing.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class MailUsers(LocalUsers users, TimeProvider time, ILogger<MailUsers> log)
{
    /// <summary>How old what is remembered can be when the file breaks.</summary>
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private KnownUsers _known = KnownUsers.NotLookedYet;

    /// <summary>The file.</summary>
    public string Path => users.Path;

    /// <summary>What was found when somebody last looked.</summary>
    public KnownUsers Known
    {
        get
        {
            lock (_lock)
                return _known;
        }
    }

    /// <summary>Reads the file. Where it cannot be read, the answer says so, and has the people that are remembered.</summary>
    public KnownUsers Look()
    {
        lock (_lock)
        {
            var before = _known;
            _known = ReadNeedsLock();
            if ((before.Trouble is null) != (_known.Trouble is null))
                Tell(_known);
            if (_known.Warning is { } warning && warning != before.Warning)
                log.UsersShareAnAddress(Path, warning);
            return _known;
        }
    }

    /// <summary>Looks every few seconds until cancelled, so that mail that is rare does not go by a list from long ago.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Look();
            await Task.Delay(s_every, time, cancellationToken);
        }
    }

    private KnownUsers ReadNeedsLock()
    {
        try
        {
            return new(users.List(), time.GetUtcNow(), null);
        }
        catch (Exception e) when (e is UsersFileException or IOException or UnauthorizedAccessException)
        {
            return _known with { Trouble = e.Message };
        }
    }

    private void Tell(KnownUsers known)
    {
        if (known.Trouble is null)
            log.UsersReadable(Path);
        else
            log.UsersUnreadable(Path, known.MailGoesTo, known.Trouble);
    }
}
