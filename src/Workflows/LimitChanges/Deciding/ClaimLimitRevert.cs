using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>
/// A temporary change's time is over: what was before is given a version, unless the limit was changed meanwhile. What was asked for
/// without having seen that is void.
/// </summary>
internal sealed record ClaimLimitRevert : ICarriedLimitTransition<LimitClaim>
{
    public LimitMove<LimitClaim> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (change.Reverted is { } known)
            return new(record, new(change, known));
        // Also where a clock here is behind the one that waited: it waits again.
        if (change is not { Phase: LimitChangePhase.InForce, EndsByItself: true, NotReverted: null } || nowMs < change.Until)
            return new(record, new(change, null));
        if (change is { Tighter: true, Request: { } request } && SeparationOfDuties.Violation(request) is not null)
            return new(record, new(change, null));
        if (Replacement(record, change) is { } other)
        {
            var kept = change with
            {
                NotReverted = $"Nothing was reverted at its end: the limit was changed meanwhile, by {other}.",
            };
            return new(record.With(kept), new(kept, null));
        }
        var version = record.NextVersion(nowMs);
        var claimed = change with { Reverted = new LimitPublication(State(change, version)) };
        var changed = record.With(claimed).VoidOthers(change.ChangeId, nowMs) with { Version = version };
        return new(changed, new(claimed, claimed.Reverted));
    }

    /// <summary>The change that has taken its place, or is about to; null where there is none.</summary>
    private static string? Replacement(LimitRecord record, LimitChange change) =>
        record.Changes.FirstOrDefault(other => other.ChangeId != change.ChangeId && other.IsOnItsWay)?.ChangeId
        ?? (record.Current!.State.ChangeId == change.ChangeId ? null : record.Current.State.ChangeId);

    private static LimitState State(LimitChange change, long version) => new()
    {
        Owner = change.Owner,
        Rule = LimitRules.NameOf(change.Rule),
        Value = change.RevertTo!.OfFile ? null : change.RevertTo.Value,
        Withdrawn = change.RevertTo.OfFile,
        Version = version,
        ChangeId = change.ChangeId,
        AskedBy = change.AskedBy,
        ApprovedBy = change.Approvers(),
        Reason = $"its time is over: {change.Reason}",
        Before = change.Value,
    };
}
