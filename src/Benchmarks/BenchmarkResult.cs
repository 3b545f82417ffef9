namespace KillSwitch.Benchmarks;

/// <summary>What one benchmark gave.</summary>
/// <param name="Name">Which.</param>
/// <param name="Describe">What it measures.</param>
/// <param name="Measurements">Its figures, all that there are if it did not end well.</param>
/// <param name="Missing">Why figures are missing: skipped, stopped, failed; null if none are.</param>
/// <param name="Failed">Whether it ended with a fault.</param>
internal sealed record BenchmarkResult(
    string Name,
    string Describe,
    IReadOnlyList<Measurement> Measurements,
    string? Missing = null,
    bool Failed = false
);
