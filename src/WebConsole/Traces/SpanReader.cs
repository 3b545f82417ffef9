using System.Text.Json;

namespace KillSwitch.WebConsole.Traces;

/// <summary>Reads what has been written to a folder of spans since it was read before. Not thread-safe.</summary>
internal sealed class SpanReader(string folder)
{
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were written, file after file. A line that is not finished is read when it is.</summary>
    public IEnumerable<Span> ReadOn()
    {
        var files = SpanSegments.In(folder);
        foreach (var gone in _read.Keys.Except(files.Select(f => f.Name)).ToList())
            _read.Remove(gone);
        foreach (var file in files.Where(f => f.Length > _read.GetValueOrDefault(f.Name)))
        {
            foreach (var span in ReadOn(file))
                yield return span;
        }
    }

    private IEnumerable<Span> ReadOn(FileInfo file)
    {
        byte[] bytes;
        try
        {
            bytes = Rest(file.FullName, _read.GetValueOrDefault(file.Name));
        }
        catch (FileNotFoundException)
        {
            // Removed, as the oldest.
            yield break;
        }
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _read[file.Name] = _read.GetValueOrDefault(file.Name) + end;
        for (var from = 0; from < end;)
        {
            var length = Array.IndexOf(bytes, (byte)'\n', from) - from;
            if (Parsed(bytes.AsSpan(from, length)) is { } span)
                yield return span;
            from += length + 1;
        }
    }

    private static byte[] Rest(string path, long from)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = from;
        var bytes = new byte[Math.Max(0, file.Length - from)];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>A process that was killed may have left half a line, and another have gone on after it.</summary>
    private static Span? Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            var span = JsonSerializer.Deserialize(line, TracesJson.Default.Span);
            return span is { TraceId.Length: 32, SpanId.Length: 16, Part: not null, Name: not null, Tags: not null, Links: not null }
                ? span
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
