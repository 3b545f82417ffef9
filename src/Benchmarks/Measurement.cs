namespace KillSwitch.Benchmarks;

/// <summary>One figure.</summary>
/// <param name="Name">What was measured, short.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit"><c>orders/s</c>, <c>ms</c>, <c>bytes/scope</c>.</param>
/// <param name="Conditions">Under which it holds: sizes, batches, how many runs.</param>
/// <param name="Baseline">What it is compared with, of the same run and in the same unit.</param>
/// <param name="Aim">What it should be; null where it is only to be known.</param>
internal sealed record Measurement(string Name, double Value, string Unit, string Conditions, Baseline? Baseline = null, Aim? Aim = null)
{
    /// <summary>The value for each one of the baseline; null without one.</summary>
    public double? Ratio => Baseline is { Value: not 0 } baseline ? Value / baseline.Value : null;

    /// <summary>Whether the aim was met; null without one, or where it is about a ratio and there is no baseline.</summary>
    public bool? Met => Aim?.IsMet(Value, Ratio);
}

/// <summary>What a figure is compared with.</summary>
/// <param name="Name">What was measured instead: <c>copy loop</c>, <c>ten scopes</c>.</param>
/// <param name="Value">In the unit of the figure.</param>
internal sealed record Baseline(string Name, double Value);
