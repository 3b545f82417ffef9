namespace KillSwitch.Chaos.Evidence;

/// <summary>How much of a topic was there to be read.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Partition">Which of its partitions.</param>
/// <param name="Low">The first offset that is kept; anything above 0 has been deleted, and proves nothing any more.</param>
/// <param name="End">The offset after the last record.</param>
/// <param name="Records">How many were read.</param>
internal sealed record TopicExtent(string Topic, int Partition, long Low, long End, long Records);
