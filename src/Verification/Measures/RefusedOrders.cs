using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Measures;

/// <summary>How many orders one rule refused.</summary>
/// <param name="Rule">The limit's rule, or <c>OrderUnpriced</c>.</param>
/// <param name="Orders">How many; repeated decisions count once.</param>
public sealed record RefusedOrders(string Rule, long Orders)
{
    /// <summary>Most first.</summary>
    internal static IReadOnlyList<RefusedOrders> Of(RunFacts facts) =>
    [
        .. facts.Decisions.Where(d => d.IsRefusedOrder)
            .DistinctBy(d => d.Source)
            .GroupBy(d => d.RefusedFor!)
            .Select(rule => new RefusedOrders(rule.Key, rule.LongCount()))
            .OrderByDescending(rule => rule.Orders)
            .ThenBy(rule => rule.Rule, StringComparer.Ordinal),
    ];
}
