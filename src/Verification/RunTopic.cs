using KillSwitch.Kafka.Reading;

namespace KillSwitch.Verification;

/// <summary>A topic's records since a run began.</summary>
/// <param name="contents">All of the topic.</param>
/// <param name="starts">Where each partition ended when the run began; empty if the topic was empty then.</param>
public sealed class RunTopic(TopicContents contents, IReadOnlyList<long> starts)
{
    public string Name => contents.Topic;

    /// <summary>Of the run, partition after partition.</summary>
    public IEnumerable<TopicRecord> Records => contents.Partitions.SelectMany(p => p.Records.Where(r => r.Offset >= Start(p.Partition)));

    /// <summary>Also what was there before.</summary>
    public IEnumerable<TopicRecord> Everything => contents.Records;

    public int Partitions => contents.Partitions.Count;

    /// <summary>In words, what of the run is no longer there.</summary>
    public IEnumerable<string> Missing =>
        from p in contents.Partitions
        where p.Low > Start(p.Partition)
        select $"{Name} partition {p.Partition} begins at offset {p.Low}, the run at {Start(p.Partition)}: records in between are gone.";

    /// <summary>In words, where offsets of the run are missing between records. Compaction does that.</summary>
    public IEnumerable<string> Gaps
    {
        get
        {
            foreach (var p in contents.Partitions)
            {
                var next = Math.Max(Start(p.Partition), p.Low);
                foreach (var record in p.Records.Where(r => r.Offset >= next))
                {
                    if (record.Offset > next)
                        yield return $"{Name} partition {p.Partition} lacks offsets {next} to {record.Offset - 1}, which were compacted away.";
                    next = record.Offset + 1;
                }
            }
        }
    }

    public long Start(int partition) => partition < starts.Count ? starts[partition] : 0;
}
