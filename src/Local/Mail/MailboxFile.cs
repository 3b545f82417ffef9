using System.Text.Json;
using KillSwitch.Hosting;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Local.Mail;

/// <summary>
/// An append-only file, one message a line, shared by the processes of a data folder. A line is there whole or not at all: what a
/// crash left
/// half written is cut off by whoever appends next, what a full disk left half written at once.
/// </summary>
/// <remarks>Not safe for concurrent use within a process, except <see cref="TurnAsync"/>.</remarks>
internal sealed class MailboxFile : IDisposable
{
    /// <summary>
    /// A writer takes milliseconds. One that stands still does not hold the others up for long: they are told, and try again.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FileStream _stream;
    private readonly string _path;
    private readonly ILogger _log;
    private long _read;
    private int _lines;

    private MailboxFile(FileStream stream, string path, ILogger log)
    {
        _stream = stream;
        _path = path;
        _log = log;
    }

    /// <param name="path">The file; created if missing.</param>
    /// <param name="log">Where lines that are no message are reported.</param>
    /// <exception cref="MailboxException">It cannot be opened.</exception>
    public static MailboxFile Open(string path, ILogger log)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Unbuffered, as others write to it too.
            return new MailboxFile(PrivateFolder.OpenOrCreate(path, bufferSize: 0, FileShare.ReadWrite), path, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailboxException(
                $"{path} cannot be opened: {e.Message} See that this user may read and write it, or name another data folder with --data.",
                e
            );
        }
    }

    /// <summary>This process's turn to append. Thread-safe.</summary>
    /// <exception cref="IOException">Somebody else's lasts too long.</exception>
    public Task<IDisposable> TurnAsync(TimeProvider time, CancellationToken cancellationToken) =>
        FileLock.TakeAsync(_path + ".lock", time, Patience, cancellationToken);

    /// <summary>Reads the messages that have come since the last call, oldest first.</summary>
    public void ReadOn(Action<MailEntry> each)
    {
        var length = _stream.Length;
        if (length <= _read)
            return;
        var bytes = new byte[length - _read];
        _stream.Position = _read;
        var count = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var left = bytes.AsSpan(0, count);
        // What follows the last line feed is being written, or was when its writer died.
        for (int end; (end = left.IndexOf((byte)'\n')) >= 0; left = left[(end + 1)..])
        {
            _lines++;
            if (Parse(left[..end]) is { } mail)
                each(mail);
            else
                _log.MailboxLineUnreadable(_path, _lines);
        }
        _read += count - left.Length;
    }

    /// <summary>Returns when the line is on disk. To be called in a turn, when all that others wrote has been read.</summary>
    /// <exception cref="IOException">It is not there; the file is as it was before.</exception>
    public void Append(MailEntry mail)
    {
        if (_stream.Length > _read)
        {
            _log.MailboxTorn(_path, _stream.Length - _read);
            _stream.SetLength(_read);
        }
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(mail, MailJson.Default.MailEntry), (byte)'\n'];
        try
        {
            _stream.Position = _read;
            _stream.Write(line);
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _stream.SetLength(_read);
            throw;
        }
        _read += line.Length;
        _lines++;
    }

    public void Dispose() => _stream.Dispose();

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
