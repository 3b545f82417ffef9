namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>How fast a heap of orders was worked off, from how many were done when: the steady middle, without start and end.</summary>
internal sealed class DrainRate(long total)
{
    private const double From = 0.3;
    private const double To = 0.9;
    private readonly List<(TimeSpan At, long Done)> _samples = [(TimeSpan.Zero, 0)];

    public void Sample(TimeSpan at, long done) => _samples.Add((at, done));

    /// <summary>A second, between 30 % and 90 % of the whole.</summary>
    public double PerSecond
    {
        get
        {
            var (from, to) = ((long)(total * From), (long)(total * To));
            return (to - from) / (At(to) - At(from)).TotalSeconds;
        }
    }

    /// <summary>When so many were done; between two samples, in proportion.</summary>
    private TimeSpan At(long done)
    {
        var next = _samples.FindIndex(s => s.Done >= done);
        if (next <= 0)
            return next == 0
                ? _samples[0].At
                : throw new InvalidOperationException($"{_samples[^1].Done} of {total} were done; {done} are needed for a rate.");
        var (before, after) = (_samples[next - 1], _samples[next]);
        return before.At + ((after.At - before.At) * ((double)(done - before.Done) / (after.Done - before.Done)));
    }
}
