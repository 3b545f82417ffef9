using System.Globalization;

namespace KillSwitch.Workflows.Auditing;

/// <summary>How far the index has read a partition of <c>audit.v1</c>, and what it knows that it lacks. All times are Unix ms.</summary>
public sealed record AuditProgress
{
    public required int Partition { get; init; }

    /// <summary>Which topic of that name, see <see cref="AuditLogStand.Id"/>.</summary>
    public required string Log { get; init; }

    /// <summary>All records below this offset have been read.</summary>
    public required long Next { get; init; }

    /// <summary>The earliest time of any record read.</summary>
    public required long FirstTs { get; init; }

    /// <summary>The latest time of any record read.</summary>
    public required long LastTs { get; init; }

    /// <summary>When this was written, by the reader's clock.</summary>
    public required long WrittenTs { get; init; }

    /// <summary>From when on decisions that let orders through are indexed, too; null where they are not.</summary>
    public long? AllowedSinceTs { get; init; }

    /// <summary>What was never read; null where nothing is known to be missing.</summary>
    public AuditGap? Gap { get; init; }

    /// <summary>How many records were no audit records.</summary>
    public long Unreadable { get; init; }

    /// <summary>When the topic took the last of those.</summary>
    public long? UnreadableTs { get; init; }

    /// <summary>The progress when a batch has been taken in.</summary>
    /// <param name="before">What was known before; null where the partition was never read.</param>
    /// <param name="batch">What was read, all of it beyond what was known of the same topic.</param>
    /// <param name="coverage">What of it is indexed.</param>
    /// <param name="nowInMs">The reader's clock.</param>
    public static AuditProgress After(AuditProgress? before, AuditBatch batch, AuditCoverage coverage, long nowInMs)
    {
        // A batch of nothing but unreadable records has no times of its own.
        var first = batch.Entries.Count == 0 ? batch.LastRecordedInMs : batch.Entries.Min(e => e.Place.TsInMs);
        var last = batch.Entries.Count == 0 ? batch.LastRecordedInMs : batch.Entries.Max(e => e.Place.TsInMs);
        return new AuditProgress
        {
            Partition = batch.Partition,
            Log = batch.Log,
            Next = batch.Next,
            FirstTs = Math.Min(before?.FirstTs ?? first, first),
            LastTs = Math.Max(before?.LastTs ?? last, last),
            WrittenTs = nowInMs,
            AllowedSinceTs = coverage == AuditCoverage.All
                ? before is null ? (batch.From == 0 ? 0 : first) : before.AllowedSinceTs ?? first
                : null,
            Gap = AuditGap.Join(StillKept(before?.Gap, nowInMs), GapBefore(before, batch, first, nowInMs)),
            Unreadable = (before?.Unreadable ?? 0) + batch.Unreadable,
            UnreadableTs = batch.Unreadable > 0 ? batch.LastRecordedInMs : before?.UnreadableTs,
        };
    }

    private static AuditGap? StillKept(AuditGap? gap, long nowInMs) =>
        gap is not null && gap.ToInMs >= nowInMs - AuditKeeping.InMs ? gap : null;

    private static AuditGap? GapBefore(AuditProgress? before, AuditBatch batch, long firstTs, long nowInMs)
    {
        if (before is null)
        {
            return batch.From == 0
                ? null
                : new AuditGap(0, firstTs, Say($"The index began at offset {batch.From} of partition {batch.Partition}: what stood before it was not read."));
        }
        if (before.Log != batch.Log)
            return new AuditGap(before.LastTs, nowInMs, Replaced);
        return batch.Low > before.Next
            ? new AuditGap(before.LastTs, firstTs, Deleted(before, batch.Low.Value))
            : null;
    }

    /// <summary>For people: the topic is another than the one that was read; the same words for every partition.</summary>
    public const string Replaced =
        "audit.v1 was made anew, or forgotten by its broker, after the index had read it: what it may have held beyond is not here.";

    /// <summary>For people: the topic begins behind what was read.</summary>
    public static string Deleted(AuditProgress before, long low) =>
        Say($"Records {before.Next} to {low - 1} of partition {before.Partition} of audit.v1 were deleted before the index had read them.");

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
