namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// An even pace. A source that was held up sends what has become due meanwhile, each with the time it was due at: nothing is left
/// out.
/// </summary>
/// <param name="PerSecond">How many a second; above 0.</param>
internal readonly record struct Pace(double PerSecond)
{
    /// <summary>How many are due after so long; the first at once.</summary>
    public long DueAfter(TimeSpan elapsed) => (long)(elapsed.TotalSeconds * PerSecond) + 1;

    /// <summary>When number <paramref name="index"/>, from 0, is due.</summary>
    public TimeSpan DueAt(long index) => TimeSpan.FromSeconds(index / PerSecond);
}
