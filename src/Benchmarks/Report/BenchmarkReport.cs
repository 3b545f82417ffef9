namespace KillSwitch.Benchmarks.Report;

/// <summary>All that is to be known of a run.</summary>
/// <param name="Date">When it began, in UTC.</param>
/// <param name="Quick">Whether its figures mean nothing.</param>
/// <param name="Machine">Where.</param>
/// <param name="Results">What was found.</param>
internal sealed record BenchmarkReport(DateTimeOffset Date, bool Quick, Machine Machine, IReadOnlyList<BenchmarkResult> Results);
