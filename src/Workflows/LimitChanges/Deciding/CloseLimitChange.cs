namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>The execution is at its end: the change leaves its limit's record. One that is not at its end stays.</summary>
internal sealed record CloseLimitChange : ICarriedLimitTransition<LimitChange>
{
    /// <returns>The change; with <see cref="LimitChange.EndedTs"/> where it is closed.</returns>
    public LimitMove<LimitChange> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (LimitChanging.NextOf(change) != LimitNext.Close)
            return new(record, change);
        var ended = change with { EndedTs = nowMs, Wait = null };
        return new(record with { Changes = [.. record.Changes.Where(other => other.ChangeId != change.ChangeId)] }, ended);
    }
}
