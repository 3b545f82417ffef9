namespace KillSwitch.Benchmarks.Against;

/// <summary>A benchmark of both builds.</summary>
/// <param name="Name">Which.</param>
/// <param name="Describe">What it measures.</param>
/// <param name="Figures">What both have, in this build's order.</param>
/// <param name="OnlyThis">What this build alone has.</param>
/// <param name="OnlyOther">What the other alone has.</param>
/// <param name="Troubles">Why figures are missing, a sentence each; empty if none are.</param>
/// <param name="Failed">Whether a turn of either ended with a fault.</param>
/// <param name="LoadRatio">Under how much load this build was measured, for each one of the other's; 1 where none was said.</param>
internal sealed record BenchmarkComparison(
    string Name,
    string Describe,
    IReadOnlyList<FigureComparison> Figures,
    IReadOnlyList<TurnValues> OnlyThis,
    IReadOnlyList<TurnValues> OnlyOther,
    IReadOnlyList<string> Troubles,
    bool Failed,
    double LoadRatio = 1
)
{
    /// <param name="name">Of the benchmark.</param>
    /// <param name="turns">All that were run, of both builds.</param>
    public static BenchmarkComparison Of(string name, IReadOnlyList<Turn> turns)
    {
        var other = TurnValues.Of(turns, Side.Other);
        var mine = TurnValues.Of(turns, Side.This);
        var (others, mines) = (other.ToDictionary(Key), mine.ToDictionary(Key));
        var both = mine.Where(v => others.ContainsKey(Key(v))).Select(v => (Other: others[Key(v)], This: v)).ToList();
        var load = LoadRatioOf(both);
        return new BenchmarkComparison(
            name,
            turns.OrderByDescending(t => t.Side).Select(t => t.Describe).OfType<string>().FirstOrDefault("what it measures was not told"),
            [.. both.Select(v => new FigureComparison(v.Other, v.This, load))],
            [.. mine.Where(v => !others.ContainsKey(Key(v)))],
            [.. other.Where(v => !mines.ContainsKey(Key(v)))],
            [.. Told(turns)],
            turns.Any(t => t.Failed),
            load
        );
    }

    /// <summary>Of all figures: not each says under which load it was measured, though others of the same benchmark do.</summary>
    private static double LoadRatioOf(IEnumerable<(TurnValues Other, TurnValues This)> both)
    {
        var ratios = both.Where(v => v.Other.Loads.Count > 0 && v.This.Loads.Count > 0)
            .Select(v => Rounds.Median(v.This.Loads) / Rounds.Median(v.Other.Loads))
            .Where(double.IsFinite)
            .ToList();
        return ratios.Count == 0 ? 1 : Rounds.Median(ratios);
    }

    private static (string, string) Key(TurnValues values) => (values.Name, values.Unit);

    /// <summary>What went alike in several turns is told once.</summary>
    private static IEnumerable<string> Told(IReadOnlyList<Turn> turns) =>
        from turn in turns
        where turn.Trouble is not null
        group turn.Number by (turn.Side, turn.Trouble) into alike
        orderby alike.Key.Side
        select $"{(alike.Key.Side == Side.This ? "This build" : "The other build")}, turn {string.Join(", ", alike)}: {alike.Key.Trouble}";
}
