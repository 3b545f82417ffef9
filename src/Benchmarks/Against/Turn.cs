namespace KillSwitch.Benchmarks.Against;

/// <summary>What one build gave in one turn of a benchmark.</summary>
/// <param name="Number">Which turn, from 1.</param>
/// <param name="Side">Which build.</param>
/// <param name="Figures">In the order in which it reported them.</param>
/// <param name="Describe">What the benchmark measures, in that build's words; null if it has no such benchmark.</param>
/// <param name="Trouble">Why figures are missing; null if none are.</param>
/// <param name="Failed">Whether it ended with a fault.</param>
internal sealed record Turn(
    int Number,
    Side Side,
    IReadOnlyList<Figure> Figures,
    string? Describe = null,
    string? Trouble = null,
    bool Failed = false
)
{
    /// <summary>It was skipped, or this build has no such benchmark: another turn would be no different.</summary>
    public bool IsInVain => Figures.Count == 0 && !Failed;
}
