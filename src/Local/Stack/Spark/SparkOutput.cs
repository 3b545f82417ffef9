using System.Text;
using System.Text.Json;

namespace KillSwitch.Local.Stack.Spark;

/// <summary>What spark/launcher says of itself: that it runs, and up to where each micro-batch has read. Thread-safe.</summary>
/// <param name="file">Where it writes. It need not be there yet.</param>
/// <param name="position">Where this run's output begins: what stands before is an earlier run's.</param>
internal sealed class SparkOutput(string file, long position)
{
    private const string RunsLine = "killswitch: detection is running";
    private const string ReadLine = "killswitch: detection has read ";

    private readonly Lock _lock = new();
    private long _position = position;
    private bool _runs;
    private IReadOnlyList<long> _ends = [];

    /// <summary>Whether its queries run.</summary>
    public bool Runs
    {
        get
        {
            lock (_lock)
            {
                // Once it runs it runs: whoever asks how far it has read need not read the file twice.
                if (!_runs)
                    Follow();
                return _runs;
            }
        }
    }

    /// <summary>
    /// The offsets of the orders' topic up to which micro-batches are over, with all that they wrote; empty before the first.
    /// </summary>
    public IReadOnlyList<long> Ends
    {
        get
        {
            lock (_lock)
            {
                Follow();
                return _ends;
            }
        }
    }

    private void Follow()
    {
        if (!File.Exists(file))
            return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length <= _position)
            return;
        stream.Position = _position;
        var bytes = new byte[stream.Length - _position];
        stream.ReadExactly(bytes);
        // The last line may not be whole yet.
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _position += whole;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n'))
            Take(line);
    }

    private void Take(string line)
    {
        if (line == RunsLine)
            _runs = true;
        else if (line.StartsWith(ReadLine, StringComparison.Ordinal))
            _ends = Offsets(line[ReadLine.Length..]);
    }

    /// <summary><c>{"orders.v1":{"0":12,"1":7}}</c></summary>
    private static long[] Offsets(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Single().Value.EnumerateObject().Select(partition => partition.Value.GetInt64())];
    }
}
