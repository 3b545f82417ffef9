using KillSwitch.Api.Health;
using KillSwitch.Workflows.Notifications;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// Sends what comes into the mailbox by SMTP, beside everything else: a mail server that is away, or accepts and never answers, delays no
/// link, no step and no state. What it does not take is tried again, with a growing pause, for a day.
/// </summary>
internal sealed class MailOutbox : IDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_triedFor = TimeSpan.FromDays(1);

    /// <summary>Mail that takes longer is trouble.</summary>
    private static readonly TimeSpan s_usual = TimeSpan.FromSeconds(30);

    private readonly Mailbox _mailbox;
    private readonly SmtpSender _smtp;
    private readonly SentFile _sent;
    private readonly TimeProvider _time;
    private readonly ILogger<MailOutbox> _log;
    private readonly Dictionary<string, Attempts> _failing = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _came = new();
    private volatile IReadOnlyList<MailEntry> _waiting = [];
    private volatile string? _trouble;

    public MailOutbox(Mailbox mailbox, SmtpSender smtp, string dataFolder, TimeProvider time, ILogger<MailOutbox> log)
    {
        (_mailbox, _smtp, _time, _log) = (mailbox, smtp, time, log);
        _sent = new SentFile(dataFolder, mailbox.Latest(Mailbox.Kept));
        mailbox.Received += OnReceived;
    }

    /// <summary>Whether mail leaves the machine in time. Safe to ask at any time.</summary>
    /// <param name="part">Under which name.</param>
    public PartHealth HealthOf(string part)
    {
        var waiting = _waiting;
        if (waiting.Count == 0)
            return new(part, true, $"{_smtp.Server} has taken everything");
        var since = _time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(waiting[0].Ts);
        return new(
            part,
            since < s_usual,
            $"{waiting.Count} messages wait for {_smtp.Server}, the oldest for {since.TotalSeconds:0} s; they are in the mailbox. {_trouble}".TrimEnd()
        );
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var came = _came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!await SendNextAsync(cancellationToken))
                // Other processes write to the mailbox, too, and tell nobody here.
                await Task.WhenAny(came.Task, Task.Delay(s_poll, _time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _mailbox.Received -= OnReceived;
        _sent.Dispose();
    }

    /// <returns>Whether there may be another to send at once.</returns>
    private async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        _waiting = [.. _mailbox.Latest(Mailbox.Kept).Reverse().Where(mail => !_sent.Has(mail.Id))];
        if (_waiting.FirstOrDefault(mail => !_failing.TryGetValue(mail.Id, out var failed) || failed.Next <= now) is not { } next)
            return false;
        var taken = _failing.GetValueOrDefault(next.Id)?.Taken ?? [];
        try
        {
            await _smtp.SendAsync(next, taken, cancellationToken);
            _failing.Remove(next.Id);
            _sent.Add(next.Id);
            _waiting = [.. _waiting.Where(mail => mail != next)];
        }
        catch (NotificationNotSentException e)
        {
            Failed(next, e, now, taken);
        }
        return true;
    }

    private void Failed(MailEntry mail, NotificationNotSentException why, DateTimeOffset now, HashSet<string> taken)
    {
        _trouble = why.Message;
        if (!_failing.TryGetValue(mail.Id, out var before))
        {
            _log.MailNotSent(_smtp.Server, mail.Id, why);
            before = new Attempts(s_firstPause, now, now, taken);
        }
        if (now - before.First > s_triedFor)
        {
            _log.MailGivenUp(_smtp.Server, mail.Id, s_triedFor);
            _failing.Remove(mail.Id);
            _sent.Add(mail.Id);
            return;
        }
        var pause = before.Pause * 2 < s_longestPause ? before.Pause * 2 : s_longestPause;
        _failing[mail.Id] = before with { Pause = pause, Next = _time.GetUtcNow() + before.Pause };
    }

    private void OnReceived(MailEntry mail) => _came.TrySetResult();

    /// <param name="Pause">Until the next but one.</param>
    /// <param name="First">When the first was.</param>
    /// <param name="Next">When the next is.</param>
    /// <param name="Taken">Addresses that have it: the next is for the others.</param>
    private sealed record Attempts(TimeSpan Pause, DateTimeOffset First, DateTimeOffset Next, HashSet<string> Taken);
}
