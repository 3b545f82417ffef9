namespace KillSwitch.Local.Stack;

/// <summary>Tells the person at the terminal whom this process waits for: at once, and again while it goes on. Thread-safe.</summary>
internal sealed class WaitingLine(Action<string> say, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);

    /// <summary>Says that a part is waited for, until what is returned is disposed. Several may wait for one: it is said once.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="directory">The data directory on which another process is to run it.</param>
    public IDisposable For(string part, string directory)
    {
        lock (_lock)
        {
            var first = _waiting.TryAdd(part, 1);
            if (!first)
                _waiting[part]++;
            var line = $"waiting for {part}, which another process runs: ./run local --only {part} --data {directory}";
            if (first)
                say(line);
            return new Waiting(this, part, first ? time.CreateTimer(_ => say($"still {line}"), null, Again, Again) : null);
        }
    }

    private void Over(string part)
    {
        lock (_lock)
        {
            if (--_waiting[part] == 0)
                _waiting.Remove(part);
        }
    }

    private sealed class Waiting(WaitingLine line, string part, ITimer? timer) : IDisposable
    {
        public void Dispose()
        {
            timer?.Dispose();
            line.Over(part);
        }
    }
}
