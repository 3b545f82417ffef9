using System.Globalization;
using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Reads the ends of a router's outputs backwards, committed records only. It looks at whole stretches rather than at the last record:
/// other records stand between a router's audits, and where two routers held a partition, offsets do not only rise.
/// </summary>
internal sealed class OutputTails(KafkaClients clients) : IDisposable
{
    private const int FirstStretch = 256;
    private const int LongestStretch = 65_536;

    private readonly IConsumer<byte[]?, byte[]?> _consumer = clients.Reader("killswitch-router-tails", IsolationLevel.ReadCommitted);

    /// <summary>The highest offset of the orders partition that is audited; -1 if none is.</summary>
    public long LastAudited(int partition, CancellationToken cancellationToken)
    {
        foreach (var stretch in Backwards(Topics.Audit, partition, cancellationToken))
        {
            var offsets = stretch.Select(r => SourceOffset(r, partition)).Where(o => o >= 0).ToList();
            if (offsets.Count > 0)
                return offsets.Max();
        }
        return -1;
    }

    /// <summary>The router's records whose source offset is above <paramref name="sourceOffset"/>, by source offset.</summary>
    public SortedDictionary<long, TopicRecord> Beyond(string topic, int partition, long sourceOffset, CancellationToken cancellationToken)
    {
        var beyond = new SortedDictionary<long, TopicRecord>();
        foreach (var stretch in Backwards(topic, partition, cancellationToken))
        {
            var older = false;
            foreach (var record in stretch)
            {
                var source = SourceOffset(record, partition);
                if (source > sourceOffset)
                    beyond.TryAdd(source, record);
                else if (source >= 0)
                    older = true;
            }
            if (older)
                break;
        }
        return beyond;
    }

    /// <summary>The value of the last record of that key; null if there is none.</summary>
    public byte[]? LastValue(string topic, int partition, string key, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return Backwards(topic, partition, cancellationToken)
            .SelectMany(stretch => stretch.Reverse())
            .FirstOrDefault(r => r.Key is { } k && k.AsSpan().SequenceEqual(bytes))?.Value;
    }

    /// <summary>The records of one partition from an offset up to, not including, another.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Range(
        string topic,
        int partition,
        long from,
        long end,
        CancellationToken cancellationToken
    )
    {
        var records = new List<ConsumeResult<byte[]?, byte[]?>>();
        RangeReader.Read(
            _consumer,
            [new TopicPartitionOffset(topic, partition, from)],
            [end],
            clients.Settings,
            records.Add,
            cancellationToken
        );
        return records;
    }

    /// <summary>
    /// The records of a partition before an offset, as far back as their times lie within a span of the last one's; by rising offset.
    /// Perhaps some earlier ones, too.
    /// </summary>
    public IReadOnlyList<TopicRecord> Before(string topic, int partition, long before, TimeSpan span, CancellationToken cancellationToken)
    {
        var stretches = new Stack<IReadOnlyList<TopicRecord>>();
        long? latest = null;
        foreach (var stretch in Backwards(topic, partition, Bounds(topic, partition).Low, before, cancellationToken))
        {
            if (stretch.Count == 0)
                continue;
            stretches.Push(stretch);
            latest ??= stretch[^1].TimestampInMs;
            if (stretch[0].TimestampInMs < latest - span.TotalMilliseconds)
                break;
        }
        return [.. stretches.SelectMany(stretch => stretch)];
    }

    /// <summary>To be called before it is used again after a while.</summary>
    public void KeepSignedIn(TimeProvider time) => clients.SignIn.Keep(_consumer, time);

    /// <summary>Where a partition begins and ends.</summary>
    public (long Low, long End) Bounds(string topic, int partition)
    {
        TopicPartition[] one = [new(topic, partition)];
        return (
            Positions.Lows(_consumer, one, clients.Settings.AnswerTimeout)[0],
            Positions.Ends(_consumer, one, clients.Settings.AnswerTimeout)[0]
        );
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private static long SourceOffset(TopicRecord record, int partition) =>
        record.Header(Names.SourcePartition) == partition.ToString(CultureInfo.InvariantCulture)
        && long.TryParse(record.Header(Names.SourceOffset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : -1;

    private IEnumerable<IReadOnlyList<TopicRecord>> Backwards(string topic, int partition, CancellationToken cancellationToken)
    {
        var (low, end) = Bounds(topic, partition);
        return Backwards(topic, partition, low, end, cancellationToken);
    }

    private IEnumerable<IReadOnlyList<TopicRecord>> Backwards(
        string topic,
        int partition,
        long low,
        long end,
        CancellationToken cancellationToken
    )
    {
        for (var length = FirstStretch; end > low; length = Math.Min(length * 4, LongestStretch))
        {
            var from = Math.Max(low, end - length);
            yield return [.. Range(topic, partition, from, end, cancellationToken).Select(TopicRecord.Of)];
            end = from;
        }
    }
}
