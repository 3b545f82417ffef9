namespace KillSwitch.Kafka.Reading;

/// <summary>All of a partition at one moment.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Low">The first offset that is still kept; above 0 where older records were deleted or dropped.</param>
/// <param name="End">The offset after the last record.</param>
/// <param name="Records">In the order of their offsets. Offsets may be missing: compacted records, marks of transactions.</param>
public sealed record PartitionContents(int Partition, long Low, long End, IReadOnlyList<TopicRecord> Records);
