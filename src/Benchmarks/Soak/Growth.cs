namespace KillSwitch.Benchmarks.Soak;

/// <summary>Whether something grew: the median of the last quarter of its samples against that of the first, after a warm-up.</summary>
/// <param name="What">What was sampled, with its unit.</param>
/// <param name="First">Median of the first quarter.</param>
/// <param name="Last">Median of the last quarter.</param>
/// <param name="Limit">What the last may be.</param>
internal sealed record Growth(string What, double First, double Last, double Limit)
{
    /// <summary>The first tenth of the samples does not count, and no more than five of them.</summary>
    private const int LongestWarmUp = 5;

    /// <summary>Fewer tell nothing.</summary>
    public const int FewestSamples = 4;

    public bool Grows => Last > Limit;

    /// <returns>Null where there are fewer than four samples.</returns>
    public static Growth? Of(string what, IReadOnlyList<double> samples, Tolerance tolerance)
    {
        var counted = samples.Skip(Math.Min(LongestWarmUp, samples.Count / 10)).ToList();
        if (counted.Count < FewestSamples)
            return null;
        var quarter = counted.Count / 4;
        var (first, last) = (Rounds.Median([.. counted.Take(quarter)]), Rounds.Median([.. counted.TakeLast(quarter)]));
        return new Growth(what, first, last, tolerance.Limit(first));
    }
}
