namespace KillSwitch.Benchmarks.Against;

/// <summary>A figure over the turns of one build.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Values">Of each turn that gave it, in their order; at least one.</param>
internal sealed record TurnValues(string Name, string Unit, IReadOnlyList<double> Values)
{
    /// <summary>Under how many orders a second, of each turn that said so.</summary>
    public IReadOnlyList<double> Loads { get; init; } = [];

    public double Median => Rounds.Median(Values);

    /// <summary>From the lowest to the highest.</summary>
    public double Spread => Values.Max() - Values.Min();

    /// <summary>The figures of one build, in the order in which they were first reported.</summary>
    public static IReadOnlyList<TurnValues> Of(IEnumerable<Turn> turns, Side side) =>
    [
        .. turns
            .Where(turn => turn.Side == side)
            .SelectMany(turn => turn.Figures.DistinctBy(f => (f.Name, f.Unit)))
            .GroupBy(f => (f.Name, f.Unit))
            .Select(of => new TurnValues(of.Key.Name, of.Key.Unit, [.. of.Select(f => f.Value)])
            {
                Loads = [.. of.Select(f => f.Load).OfType<double>()],
            }),
    ];
}
