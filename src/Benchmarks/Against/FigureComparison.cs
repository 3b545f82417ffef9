namespace KillSwitch.Benchmarks.Against;

/// <summary>A figure that both builds have.</summary>
/// <param name="Other">Of the other build.</param>
/// <param name="This">Of this build, of the same name and unit.</param>
/// <param name="LoadRatio">Under how much load this build was measured, for each one of the other's; 1 where there is none.</param>
internal sealed record FigureComparison(TurnValues Other, TurnValues This, double LoadRatio = 1)
{
    /// <summary>Of load: a tenth is what a machine that does nothing else varies by.</summary>
    private const double AsMuch = 0.1;

    /// <summary>Fewer do not tell how far turns of one build are from each other.</summary>
    public const int FewestTurns = 2;

    /// <summary>This build's median for each one of the other's; null where that is 0.</summary>
    public double? Ratio => Other.Median == 0 ? null : This.Median / Other.Median;

    /// <summary>
    /// The medians differ where they are further apart than the lowest and the highest turn of either build. By
    /// <see cref="Chance"/>, figures that have not changed do, too.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            if (Math.Min(Other.Values.Count, This.Values.Count) < FewestTurns)
                return Verdict.Unknown;
            var difference = This.Median - Other.Median;
            if (Math.Abs(difference) <= Math.Max(Other.Spread, This.Spread))
                return Verdict.Same;
            return Direction.IsHigherBetter(This.Unit) switch
            {
                true => difference > 0 ? Verdict.Better : Verdict.Worse,
                false when difference > 0 => LoadRatio > 1 + AsMuch ? Verdict.UnderOtherLoad : Verdict.Worse,
                false => LoadRatio < 1 - AsMuch ? Verdict.UnderOtherLoad : Verdict.Better,
                null => Verdict.Different,
            };
        }
    }

    /// <summary>Of how many figures that have not changed about one is called better or worse.</summary>
    /// <param name="turns">Of each build.</param>
    /// <returns>
    /// Counted out for values that are spread normally; where some lie far out, as the longest of many latencies does, it happens more
    /// seldom. Rounded.
    /// </returns>
    public static int Chance(int turns) =>
        turns switch
        {
            <= 2 => 5,
            3 => 16,
            4 => 80,
            _ => 300,
        };
}
