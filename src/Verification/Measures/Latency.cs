namespace KillSwitch.Verification.Measures;

/// <summary>A time between two records, over a run.</summary>
/// <param name="P50">Median (nearest rank), ms; null if there was none.</param>
/// <param name="Max">The longest, ms; null if there was none.</param>
/// <param name="N">How many were measured.</param>
public sealed record Latency(long? P50, long? Max, int N)
{
    public static Latency Of(IEnumerable<long> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new Latency(null, null, 0) : new Latency(sorted[(sorted.Length - 1) / 2], sorted[^1], sorted.Length);
    }
}
