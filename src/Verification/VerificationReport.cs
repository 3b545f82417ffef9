using KillSwitch.Verification.Measures;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Verification;

/// <summary>What the facts show.</summary>
/// <param name="Counts">Records, counted in the topics.</param>
/// <param name="LatencyMs">How long a kill took.</param>
/// <param name="Promises">Whether each was kept.</param>
/// <param name="Refused">Of the orders that were rejected, those that were refused for what they ask.</param>
public sealed record VerificationReport(
    Counts Counts,
    Latencies LatencyMs,
    IReadOnlyList<PromiseResult> Promises,
    IReadOnlyList<RefusedOrders> Refused)
{
    public bool AllHeld => Promises.All(p => p.Held);
}
