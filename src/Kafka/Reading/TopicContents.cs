namespace KillSwitch.Kafka.Reading;

/// <summary>All of a topic at one moment.</summary>
/// <param name="Topic">Which.</param>
/// <param name="Partitions">By number.</param>
public sealed record TopicContents(string Topic, IReadOnlyList<PartitionContents> Partitions)
{
    /// <summary>The records, partition after partition.</summary>
    public IEnumerable<TopicRecord> Records => Partitions.SelectMany(p => p.Records);
}
