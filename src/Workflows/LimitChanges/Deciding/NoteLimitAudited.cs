using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>A decision stands in the audit: whoever repeats it writes no second record.</summary>
/// <param name="ChangeId">The change that was decided.</param>
/// <param name="Decision">The decision.</param>
internal sealed record NoteLimitAudited(string ChangeId, ApprovalDecision Decision) : ILimitTransition<bool>
{
    /// <summary>False where the decision is not in the record any more, or was noted before.</summary>
    public LimitMove<bool> Decide(LimitRecord record, long nowMs) =>
        record.Find(ChangeId) is { } change && change.Request?.Audited(Decision) is { } noted
            ? new(record.With(change with { Request = noted }), true)
            : new(record, false);
}
