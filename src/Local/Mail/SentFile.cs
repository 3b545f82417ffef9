using KillSwitch.Hosting;

namespace KillSwitch.Local.Mail;

/// <summary>
/// <c>DIR/mailbox.sent</c>: the ids of the messages that have left the machine, a line each. What a crash left half written is no id, so
/// its message is sent again. Not safe for concurrent use.
/// </summary>
internal sealed class SentFile : IDisposable
{
    public const string FileName = "mailbox.sent";

    private readonly FileStream _stream;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <param name="folder">The data folder.</param>
    /// <param name="before">
    /// The messages there are. Where nothing was ever sent, they are from before there was a mail server, and are not sent late.
    /// </param>
    public SentFile(string folder, IEnumerable<MailEntry> before)
    {
        _stream = PrivateFolder.OpenOrCreate(Path.Combine(folder, FileName), bufferSize: 0, FileShare.Read);
        if (_stream.Length == 0)
        {
            // Never empty again: an installation that has sent nothing yet is another than one that has not begun to.
            Append("-");
            foreach (var mail in before)
                Add(mail.Id);
            return;
        }
        using var reader = new StreamReader(_stream, leaveOpen: true);
        while (reader.ReadLine() is { } id)
            _ids.Add(id);
        _stream.Seek(0, SeekOrigin.End);
        // So that what follows a line that a crash left half written begins a line of its own.
        Append("-");
    }

    public bool Has(string id) => _ids.Contains(id);

    /// <summary>Returns when it is on disk.</summary>
    public void Add(string id)
    {
        Append(id);
        _ids.Add(id);
    }

    public void Dispose() => _stream.Dispose();

    private void Append(string line)
    {
        _stream.Write(System.Text.Encoding.UTF8.GetBytes("\n" + line));
        _stream.Flush(flushToDisk: true);
    }
}
