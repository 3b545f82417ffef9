using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Against;

/// <summary>All that is to be known of a comparison.</summary>
/// <param name="Date">When it began, in UTC.</param>
/// <param name="Quick">Whether its figures mean nothing.</param>
/// <param name="Stopped">Whether it was ended before its time.</param>
/// <param name="Machine">Where.</param>
/// <param name="Turns">How many of each build were asked for.</param>
/// <param name="This">This build.</param>
/// <param name="Other">The other.</param>
/// <param name="Asked">As what that was asked for.</param>
/// <param name="Benchmarks">What was found, so far or whole.</param>
internal sealed record ComparisonReport(
    DateTimeOffset Date,
    bool Quick,
    bool Stopped,
    Machine Machine,
    int Turns,
    Revision This,
    Revision Other,
    string Asked,
    IReadOnlyList<BenchmarkComparison> Benchmarks
);
