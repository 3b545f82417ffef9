using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>The topic has what was published: that is noted, and only now the change is in force, or reverted.</summary>
/// <param name="Version">Which record.</param>
/// <param name="At">Where it stands.</param>
internal sealed record ConfirmLimit(long Version, PublishedAt At) : ICarriedLimitTransition<LimitChange>
{
    public LimitMove<LimitChange> Decide(LimitRecord record, LimitChange change, long nowMs)
    {
        if (change.Published is { ConfirmedTs: null } published && published.State.Version == Version)
        {
            var now = Confirmed(published, nowMs);
            return Current(record, change with { Published = now, Phase = LimitChangePhase.InForce }, now, nowMs);
        }
        if (change.Reverted is { ConfirmedTs: null } reverted && reverted.State.Version == Version)
        {
            var now = Confirmed(reverted, nowMs);
            return Current(record, change with { Reverted = now, Phase = LimitChangePhase.Reverted }, now, nowMs);
        }
        return new(record, change);
    }

    private LimitPublication Confirmed(LimitPublication publication, long nowMs) =>
        publication with { ConfirmedTs = nowMs, Partition = At.Partition, Offset = At.Offset };

    /// <summary>
    /// The end of a change that this one has replaced has nothing to end any more: who was asked for it is asked no longer.
    /// </summary>
    private static LimitMove<LimitChange> Current(LimitRecord record, LimitChange change, LimitPublication now, long nowMs) =>
        new(record.With(change).VoidOthers(change.ChangeId, nowMs) with { Current = now }, change);
}
