using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification;

/// <summary>Counted in the topics.</summary>
/// <param name="Orders">Records in the orders topic, orders or not.</param>
/// <param name="Allowed">Decisions ALLOW.</param>
/// <param name="Dropped">Decisions DROP.</param>
/// <param name="Rejected">Decisions REJECT.</param>
public sealed record Counts(long Orders, long Allowed, long Dropped, long Rejected)
{
    internal static Counts Of(RunFacts run) => new(
        run.Sent.Count,
        run.Decisions.Count(d => d.Decision == Decision.Allow),
        run.Decisions.Count(d => d.Decision == Decision.Drop),
        run.Decisions.Count(d => d.Decision == Decision.Reject));
}
