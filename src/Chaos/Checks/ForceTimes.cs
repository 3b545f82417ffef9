using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Checks;

/// <summary>How long kills took to come into force while something was broken.</summary>
/// <param name="Fault">The kind of fault, as in the fault log; what a kill saw of several counts for each.</param>
/// <param name="Kills">How many.</param>
/// <param name="P50">The middle one.</param>
/// <param name="P99">The longest but one in a hundred.</param>
/// <param name="Max">The longest.</param>
internal sealed record ForceTimes(string Fault, int Kills, TimeSpan? P50, TimeSpan? P99, TimeSpan? Max)
{
    public const string NothingBroken = "nothing broken";
    public const string StillStarting = "still starting";

    /// <summary>What was given while nothing was broken first, then one row for each kind, by name.</summary>
    public static IReadOnlyList<ForceTimes> Of(ChaosEvidence evidence) =>
        [
            .. KillInForce.Of(evidence)
                .Where(kill => kill.Took is not null)
                .SelectMany(kill => Kinds(kill).Select(kind => (Kind: kind, Took: kill.Took!.Value)))
                .GroupBy(k => k.Kind, k => k.Took, StringComparer.Ordinal)
                .OrderBy(g => g.Key != NothingBroken)
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => OfKind(g.Key, [.. g.Order()])),
        ];

    private static IEnumerable<string> Kinds(KillInForce kill) =>
        kill.WasStarting ? [StillStarting]
        : kill.Faults.Count == 0 ? [NothingBroken]
        : kill.Faults.Select(f => f.Kind).Distinct(StringComparer.Ordinal);

    private static ForceTimes OfKind(string kind, IReadOnlyList<TimeSpan> sorted) =>
        new(
            kind,
            sorted.Count,
            sorted[(sorted.Count - 1) / 2],
            sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * 0.99) - 1)],
            sorted[^1]
        );
}
