namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>How latencies spread, in milliseconds.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="P50">Half were at most this.</param>
/// <param name="P99">99 of 100 were at most this.</param>
/// <param name="Max">The longest.</param>
internal sealed record LatencySpread(long Count, double P50, double P99, double Max)
{
    /// <summary>Exact, by nearest rank; all 0 where nothing was measured.</summary>
    public static LatencySpread Of(IEnumerable<double> ms)
    {
        var all = ms.ToList();
        return all.Count == 0
            ? new LatencySpread(0, 0, 0, 0)
            : new LatencySpread(all.Count, Rounds.Percentile(all, 0.5), Rounds.Percentile(all, 0.99), all.Max());
    }
}
