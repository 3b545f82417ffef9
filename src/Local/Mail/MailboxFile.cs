using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// An append-only file, one message a line. A line is there whole or not at all: what a crash left half written is cut
/// off at the next opening, what a full disk left half written at once.
/// </summary>
/// <remarks>Not safe for concurrent use; one process at a time.</remarks>
internal sealed class MailboxFile : IDisposable
{
    private readonly FileStream _stream;

    private MailboxFile(FileStream stream) => _stream = stream;

    /// <param name="path">The file; created if missing.</param>
    /// <param name="read">Gets every message, oldest first.</param>
    /// <param name="log">Where lines that are no message are reported.</param>
    /// <exception cref="MailboxException">It cannot be opened.</exception>
    public static MailboxFile Open(string path, Action<MailEntry> read, ILogger log)
    {
        FileStream stream;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // On Unix only None keeps a second writer out.
            stream = Identity.PrivateFolder.OpenOrCreate(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailboxException($"{path} cannot be opened: {e.Message} Is another KillSwitch running on the same data folder? Stop it, or give this one its own with --data.", e);
        }
        var whole = ReadLines(stream, path, read, log);
        if (whole < stream.Length)
        {
            log.MailboxTorn(path, stream.Length - whole);
            stream.SetLength(whole);
        }
        stream.Position = whole;
        return new MailboxFile(stream);
    }

    /// <summary>Returns when the line is on disk.</summary>
    /// <exception cref="IOException">It is not there; the file is as it was before.</exception>
    public void Append(MailEntry mail)
    {
        var before = _stream.Position;
        try
        {
            _stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(mail, MailJson.Default.MailEntry), (byte)'\n']);
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _stream.SetLength(before);
            _stream.Position = before;
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <returns>Where the last whole line ends.</returns>
    private static long ReadLines(FileStream stream, string path, Action<MailEntry> read, ILogger log)
    {
        var line = new MemoryStream();
        var end = 0L;
        var number = 0;
        var buffered = new BufferedStream(stream, 64 * 1024);
        for (int b; (b = buffered.ReadByte()) >= 0;)
        {
            if (b != '\n')
            {
                line.WriteByte((byte)b);
                continue;
            }
            number++;
            end += line.Length + 1;
            if (Parse(line.GetBuffer().AsSpan(0, (int)line.Length)) is { } mail)
                read(mail);
            else
                log.MailboxLineUnreadable(path, number);
            line.SetLength(0);
        }
        return end;
    }

    private static MailEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MailJson.Default.MailEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
