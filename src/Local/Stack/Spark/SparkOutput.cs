using System.Text;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Stack.Spark;

/// <summary>What spark/launcher says of itself: that it runs, and each micro-batch that is over. Thread-safe.</summary>
/// <param name="file">Where it writes. It need not be there yet.</param>
/// <param name="position">Where this run's output begins: what stands before is an earlier run's.</param>
/// <param name="batch">Told of each micro-batch, by whoever asks next.</param>
internal sealed class SparkOutput(string file, long position, Action<SparkBatch>? batch = null)
{
    private const string RunsLine = "killswitch: detection is running";
    private const string BatchLine = "killswitch: detection batch ";

    private readonly Lock _lock = new();
    private long _position = position;
    private bool _runs;
    private SparkBatch? _latest;

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

    /// <summary>The latest micro-batch that is over, with all that it wrote; null before the first.</summary>
    public SparkBatch? Latest
    {
        get
        {
            lock (_lock)
            {
                Follow();
                return _latest;
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
        else if (line.StartsWith(BatchLine, StringComparison.Ordinal))
        {
            _latest = SparkBatch.Parse(line[BatchLine.Length..], Topics.Orders);
            batch?.Invoke(_latest);
        }
    }
}
