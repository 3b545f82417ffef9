namespace KillSwitch.Scenarios;

/// <summary>What is settable of the scenarios that make their own orders.</summary>
public sealed record ScenarioOptions
{
    /// <summary>The same seed gives the same orders. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Orders a second of everybody together, before anything goes wrong. Default 40; 1 to 400, beyond which chance alone takes an
    /// account over its limits.
    /// </summary>
    public double OrdersPerSecond { get; init; } = 40;

    /// <summary>When things go wrong, from the start. Default 4 s; 0 to 1 hour.</summary>
    public TimeSpan TroubleAt { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long they do. Default 8 s; 1 s to 1 hour. A trouble that outlasts its window is commanded again, as a further cause.
    /// </summary>
    public TimeSpan TroubleFor { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>For <c>knight</c>: seconds of 1 August 2012 that pass in a second here. Default 0.1; 0.01 to 1.</summary>
    public double TimeScale { get; init; } = 0.1;

    internal TimeSpan TroubleEnd => TroubleAt + TroubleFor;

    /// <exception cref="ArgumentException">Naming every value that is out of range, and what it may be.</exception>
    public ScenarioOptions Validated()
    {
        var problems = new List<string>();
        if (!(OrdersPerSecond is >= 1 and <= 400))
            problems.Add(FormattableString.Invariant($"the rate is {OrdersPerSecond} orders a second: it may be 1 to 400"));
        if (TroubleAt < TimeSpan.Zero || TroubleAt > TimeSpan.FromHours(1))
            problems.Add($"trouble begins at {TroubleAt}: it may be 0 to 1 hour");
        if (TroubleFor < TimeSpan.FromSeconds(1) || TroubleFor > TimeSpan.FromHours(1))
            problems.Add($"trouble lasts {TroubleFor}: it may be 1 s to 1 hour");
        if (!(TimeScale is >= 0.01 and <= 1))
            problems.Add(FormattableString.Invariant($"the time scale is {TimeScale}: it may be 0.01 to 1"));
        return problems.Count == 0
            ? this
            : throw new ArgumentException($"The scenario's options are not usable: {string.Join("; ", problems)}.");
    }
}
