using KillSwitch.Hosting;

namespace KillSwitch.Lake.Reading;

/// <summary>A file of lines that somebody appends to. A last line without its line feed is not there yet.</summary>
internal sealed class EventLog(string path)
{
    /// <summary>Enough that a file of the lake is worth its name.</summary>
    private const int BatchBytes = 4 * 1024 * 1024;

    private const int LongestLine = 64 * 1024 * 1024;

    public string Path { get; } = path;

    /// <returns>What is there from a byte on; null where that is not one whole line.</returns>
    public LogBatch? Read(long from)
    {
        if (!File.Exists(Path))
            return null;
        using var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(handle);
        if (length < from)
        {
            throw new CannotStartException(
                $"{Path} has {length} bytes, and {from} of it were read: it was cut off or replaced. Give another --data for another log.");
        }
        for (var size = BatchBytes; ; size *= 2)
        {
            var buffer = new byte[Math.Min(size, length - from)];
            var read = RandomAccess.Read(handle, buffer, from);
            var end = buffer.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (end >= 0)
                return new(from, buffer.AsMemory(0, end + 1));
            if (read < size)
                return null;
            if (size >= LongestLine)
                throw new CannotStartException($"{Path} has a line of more than {LongestLine} bytes at byte {from}: it is no log of events.");
        }
    }
}
