using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>
/// Checks an approved change once more, from what is stored and from who may approve now. One that too few others approved is rejected, and
/// the limit stays as it is.
/// </summary>
/// <param name="Approvers">Everybody who may approve at this moment.</param>
internal sealed record CheckLimitSeparation(IReadOnlyList<Person> Approvers) : ICarriedLimitTransition<LimitChange>
{
    public LimitMove<LimitChange> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        // What has begun to go back was checked before.
        if (
            change is not { Request: { Status: RequestStatus.Approved } approved, Reverted: null }
            || approved.RejectedByCheck(Approvers, nowMs) is not { } rejected
        )
            return new(record, change);
        var stands = change.With(rejected);
        return new(record.With(stands), stands);
    }
}
