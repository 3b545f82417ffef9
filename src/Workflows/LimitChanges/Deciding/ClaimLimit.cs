using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>
/// Gives the new limit its version, if one person is enough or enough others have approved, its time is not over, and the limit is still
/// what it was when the change was asked for.
/// </summary>
internal sealed record ClaimLimit : ICarriedLimitTransition<LimitClaim>
{
    public LimitMove<LimitClaim> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (change.Published is { } known)
            return new(record, new(change, change.Phase is LimitChangePhase.Requested or LimitChangePhase.InForce ? known : null));
        if (change.Phase != LimitChangePhase.Requested || !(change.Tighter || IsApproved(change)))
            return new(record, new(change, null));
        if (change.Until <= nowMs)
            return Ended(record, change with { Phase = LimitChangePhase.Expired });
        // What was tighter than the limit of that time may be looser than that of now, and who approved has not seen it.
        if (record.Version != change.VersionSeen)
            return Ended(record, change with { Phase = LimitChangePhase.Voided });
        var version = record.NextVersion(nowMs);
        var claimed = change with { Published = new LimitPublication(State(change, version)) };
        return new(record.With(claimed) with { Version = version }, new(claimed, claimed.Published));
    }

    private static bool IsApproved(LimitChange change) =>
        change.Request is { Status: RequestStatus.Approved } request && SeparationOfDuties.Violation(request) is null;

    private static LimitMove<LimitClaim> Ended(LimitRecord record, LimitChange change) => new(record.With(change), new(change, null));

    private static LimitState State(LimitChange change, long version) => new()
    {
        Owner = change.Owner,
        Rule = LimitRules.NameOf(change.Rule),
        Value = change.Value,
        Version = version,
        ChangeId = change.ChangeId,
        AskedBy = change.AskedBy,
        // Of what is tighter they approve the end, which is still to come.
        ApprovedBy = change.Tighter ? null : change.Approvers(),
        Reason = change.Reason,
        Before = change.Before,
        Until = change.EndsByItself ? change.Until : null,
    };
}

/// <param name="Change">As it stands now.</param>
/// <param name="Publication">What to publish; null where nothing is.</param>
internal sealed record LimitClaim(LimitChange Change, LimitPublication? Publication);
