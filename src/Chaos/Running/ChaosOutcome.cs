using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Processes;
using KillSwitch.Verification.Promises;

namespace KillSwitch.Chaos.Running;

/// <summary>What a run has shown.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Took">How long it was under load.</param>
/// <param name="Faults">What was done, in the order of its beginning.</param>
/// <param name="Checks">What was promised, and whether it held.</param>
/// <param name="EndedByThemselves">Processes that ended though nobody killed them.</param>
/// <param name="InForce">How long kills took to come into force, by what was broken meanwhile.</param>
/// <param name="Orders">Records of <c>orders.v1</c> that were acknowledged.</param>
/// <param name="Decisions">How they were decided.</param>
/// <param name="Answers">What people were answered: how often each act got which.</param>
/// <param name="Undisturbed">How long the probes of recovery took before the first fault.</param>
/// <param name="Unsettled">What had not come to rest when the wait for it was over; null if all had.</param>
internal sealed record ChaosOutcome(
    DateTimeOffset StartedAt,
    TimeSpan Took,
    IReadOnlyList<InjectedFault> Faults,
    IReadOnlyList<PromiseResult> Checks,
    IReadOnlyList<UnexpectedEnd> EndedByThemselves,
    IReadOnlyList<ForceTimes> InForce,
    long Orders,
    (long Allowed, long Dropped, long Rejected) Decisions,
    IReadOnlyDictionary<string, int> Answers,
    IReadOnlyDictionary<string, TimeSpan> Undisturbed,
    string? Unsettled)
{
    public long Violations => Checks.Sum(c => c.ViolationCount);

    /// <summary>Everything held, came to rest, and was recovered from.</summary>
    public bool Held => Violations == 0 && Unsettled is null && Faults.All(f => f.Recovered is not null);
}
