using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>The wait for a decision is over: a request that is still open expires, and the limit stays as it is.</summary>
internal sealed record ExpireLimitRequest : ICarriedLimitTransition<LimitChange>
{
    public LimitMove<LimitChange> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (change.Request is not { IsOpen: true } open)
            return new(record, change);
        var expired = change.With(open.Ended(RequestStatus.Expired, nowMs)) with { Wait = null };
        return new(record.With(expired), expired);
    }
}
