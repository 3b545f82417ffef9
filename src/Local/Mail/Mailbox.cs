using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// The operators' mail on one machine: <c>DIR/mailbox.jsonl</c>, shown by the API and the terminal. It survives restarts.
/// A message sent again (same id, within the latest <see cref="Kept"/>) is not written again, whichever process sends it.
/// </summary>
/// <remarks>Safe for concurrent use, also by several processes on one folder.</remarks>
public sealed class Mailbox : INotifier, IDisposable
{
    public const string FileName = "mailbox.jsonl";

    /// <summary>How many of the latest messages are held in memory and shown; the file keeps all.</summary>
    public const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<MailEntry> _latest = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly MailComposer _composer;
    private readonly TimeProvider _time;
    private readonly MailboxFile _file;

    /// <exception cref="MailboxException">The file cannot be opened.</exception>
    public Mailbox(string dataFolder, MailComposer composer, TimeProvider time, ILogger<Mailbox> log)
    {
        _composer = composer;
        _time = time;
        _file = MailboxFile.Open(Path.Combine(dataFolder, FileName), log);
        _file.ReadOn(KeepNeedsLock);
    }

    /// <summary>
    /// A message was sent here and is on disk. Called on the sender's thread, one after the other only if senders are; handlers
    /// must be quick and not throw.
    /// </summary>
    public event Action<MailEntry>? Received;

    /// <summary>The latest messages, newest first.</summary>
    public IReadOnlyList<MailEntry> Latest(int limit)
    {
        lock (_lock)
        {
            _file.ReadOn(KeepNeedsLock);
            return [.. _latest.Reverse().Take(limit)];
        }
    }

    public async Task NotifyAsync(Notification notification, CancellationToken cancellationToken)
    {
        MailEntry mail;
        try
        {
            mail = _composer.Compose(notification);
            using var turn = await _file.TurnAsync(_time, cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                _file.ReadOn(KeepNeedsLock);
                if (_ids.Contains(mail.Id))
                    return;
                _file.Append(mail);
                KeepNeedsLock(mail);
            }
        }
        catch (Exception e) when (e is IOException or Identity.UsersFileException)
        {
            throw new NotificationNotSentException($"The mailbox did not take '{notification.Subject}': {e.Message}", e);
        }
        Received?.Invoke(mail);
    }

    public void Dispose() => _file.Dispose();

    private void KeepNeedsLock(MailEntry mail)
    {
        if (!_ids.Add(mail.Id))
            return;
        _latest.Enqueue(mail);
        if (_latest.Count > Kept)
            _ids.Remove(_latest.Dequeue().Id);
    }
}
