using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>How long the system took to recover from one kind of fault.</summary>
/// <param name="Kind">As in the fault log.</param>
/// <param name="Count">Faults of the kind.</param>
/// <param name="NotRecovered">Of these, how many were not recovered from when the run ended.</param>
/// <param name="RecoveryP50">From the moment the cause was gone; null if nothing recovered.</param>
/// <param name="RecoveryMax">The same, the longest.</param>
/// <param name="OutageP50">From the moment the fault began.</param>
/// <param name="OutageMax">The same, the longest.</param>
internal sealed record RecoveryTimes(
    string Kind, int Count, int NotRecovered, TimeSpan? RecoveryP50, TimeSpan? RecoveryMax, TimeSpan? OutageP50, TimeSpan? OutageMax)
{
    /// <summary>One for each kind, by name.</summary>
    public static IReadOnlyList<RecoveryTimes> Of(IReadOnlyList<InjectedFault> faults) =>
        [
            .. faults
                .GroupBy(f => f.Kind, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => OfKind(g.Key, [.. g])),
        ];

    private static RecoveryTimes OfKind(string kind, IReadOnlyList<InjectedFault> faults)
    {
        var recovered = faults.Where(f => f.Recovered is not null).ToList();
        var recovery = recovered.Select(f => f.Recovered!.Value > f.Lifted ? f.Recovered.Value - f.Lifted : TimeSpan.Zero).Order().ToList();
        var outage = recovered.Select(f => f.Recovered!.Value - f.Injected).Order().ToList();
        return new RecoveryTimes(
            kind,
            faults.Count,
            faults.Count - recovered.Count,
            Median(recovery),
            Longest(recovery),
            Median(outage),
            Longest(outage)
        );
    }

    private static TimeSpan? Median(List<TimeSpan> sorted) => sorted.Count == 0 ? null : sorted[(sorted.Count - 1) / 2];

    private static TimeSpan? Longest(List<TimeSpan> sorted) => sorted.Count == 0 ? null : sorted[^1];
}
