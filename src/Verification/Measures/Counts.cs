using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Measures;

/// <summary>Counted in the topics.</summary>
/// <param name="Orders">Records in the orders topic, orders or not.</param>
/// <param name="Allowed">Decisions ALLOW.</param>
/// <param name="Dropped">Decisions DROP.</param>
/// <param name="Rejected">Decisions REJECT.</param>
public sealed record Counts(long Orders, long Allowed, long Dropped, long Rejected)
{
    internal static Counts Of(RunFacts facts) => new(
        facts.Orders.Count,
        facts.Decisions.Count(d => d.Decision == Decision.Allow),
        facts.Decisions.Count(d => d.Decision == Decision.Drop),
        facts.Decisions.Count(d => d.Decision == Decision.Reject));
}
