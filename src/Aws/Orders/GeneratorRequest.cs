using KillSwitch.Scenarios;

namespace KillSwitch.Aws.Orders;

/// <summary>What the order generator is asked for. Everything may be left out.</summary>
/// <param name="Scenario"><c>normal</c> (default) or <c>panic</c>.</param>
/// <param name="Seconds">How long. Default 55, so that one a minute makes a steady flow; 1 to 840, as a function ends after 15
/// minutes.</param>
/// <param name="OrdersPerSecond">Of everybody together. Default 5; 1 to 400.</param>
/// <param name="Seed">The same seed gives the same orders. Default 1.</param>
public sealed record GeneratorRequest(string? Scenario = null, int? Seconds = null, double? OrdersPerSecond = null, int? Seed = null)
{
    private const double UsualRate = 5;
    private const int UsualSeconds = 55;
    private const int MostSeconds = 840;

    /// <exception cref="ArgumentException">Names what is out of range, and what it may be.</exception>
    internal TimeSpan Duration() => (Seconds ?? UsualSeconds) is var seconds and >= 1 and <= MostSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new ArgumentException($"Seconds is {Seconds}; it must be 1 to {MostSeconds}.");

    /// <exception cref="ArgumentException">As above.</exception>
    internal IOrderScenario Source()
    {
        var options = new ScenarioOptions { OrdersPerSecond = OrdersPerSecond ?? UsualRate, Seed = Seed ?? 1 };
        return Scenario switch
        {
            null or "normal" => new NormalScenario(options),
            "panic" => new PanicScenario(options),
            _ => throw new ArgumentException($"Scenario is '{Scenario}'; it must be normal or panic."),
        };
    }
}
