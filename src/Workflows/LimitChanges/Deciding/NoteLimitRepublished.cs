using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>What holds was published once more, as the topic had lost it: where it stands now is noted.</summary>
/// <param name="Version">Which record.</param>
/// <param name="At">Where it stands.</param>
internal sealed record NoteLimitRepublished(long Version, PublishedAt At) : ILimitTransition<LimitPublication?>
{
    public LimitMove<LimitPublication?> Decide(LimitRecord record, long nowMs)
    {
        if (record.Current is not { } current || current.State.Version != Version)
            return new(record, null);
        var now = Moved(current)!;
        var changes = record.Changes.Select(change =>
            change with { Published = Moved(change.Published), Reverted = Moved(change.Reverted) }
        );
        return new(record with { Current = now, Changes = [.. changes] }, now);
    }

    private LimitPublication? Moved(LimitPublication? publication) =>
        publication?.State.Version == Version ? publication with { Partition = At.Partition, Offset = At.Offset } : publication;
}
