namespace KillSwitch.Benchmarks.Against;

/// <summary>A figure of one turn. Figures of the same benchmark, name and unit are compared.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Value">How much.</param>
/// <param name="Load">Under how many orders a second, where its conditions say so.</param>
internal sealed record Figure(string Name, string Unit, double Value, double? Load = null);
