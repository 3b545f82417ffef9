using System.Text.Json;

namespace KillSwitch.WebConsole.Traces;

/// <summary>Writes the spans of this process. One writer at a time.</summary>
public sealed class SpanWriter(string folder, TimeProvider time) : IDisposable
{
    private FileStream? _file;

    /// <summary>Whoever reads the folder from now on finds them.</summary>
    /// <exception cref="IOException">They are not, or not all, written.</exception>
    public void Write(IReadOnlyList<Span> spans)
    {
        using var lines = new MemoryStream();
        foreach (var span in spans)
        {
            JsonSerializer.Serialize(lines, span, TracesJson.Default.Span);
            lines.WriteByte((byte)'\n');
        }
        var file = Current();
        lines.WriteTo(file);
        file.Flush();
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Current()
    {
        if (_file is { } open && open.Length < SpanSegments.MostBytesInOne)
            return open;
        _file?.Dispose();
        _file = null;
        Directory.CreateDirectory(folder);
        SpanSegments.RemoveOldest(folder);
        var path = Path.Combine(folder, SpanSegments.NewName(time.GetUtcNow(), Environment.ProcessId));
        // Somebody who removes the oldest files must be able to.
        return _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
