namespace KillSwitch.Verification.Facts;

/// <summary>How much of a topic was there to be read.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Partition">Which of its partitions.</param>
/// <param name="Low">The first offset that is kept; what stood below has been deleted, and proves nothing any more.</param>
/// <param name="End">The offset after the last record.</param>
/// <param name="Records">How many were read.</param>
/// <param name="Start">Where the run began; 0 if the topic was empty then.</param>
public sealed record TopicExtent(string Topic, int Partition, long Low, long End, long Records, long Start = 0)
{
    /// <summary>In words, what of the run is no longer there; null if it is whole.</summary>
    public string? Missing => Low > Start
        ? $"{Topic} partition {Partition} begins at offset {Low}, the run at {Start}: records in between are gone."
        : null;
}
