namespace KillSwitch.Benchmarks.Against;

/// <summary>A figure of one turn. Figures of the same benchmark, name and unit are compared.</summary>
internal sealed record Figure(string Name, string Unit, double Value);
