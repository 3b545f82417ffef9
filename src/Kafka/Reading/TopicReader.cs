using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>Reads whole topics, from their beginning to the ends they had when the reading began. Joins no group. Thread-safe.</summary>
public sealed class TopicReader(KafkaSettings settings, ILoggerFactory? loggers = null)
{
    private readonly KafkaClients _clients = new(settings, loggers);

    /// <param name="topic">Which topic.</param>
    /// <param name="readCommitted">True leaves out what a transaction wrote and did not commit; then the end is before the first
    /// open transaction.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public Task<TopicContents> ReadAllAsync(string topic, bool readCommitted, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() => Read(topic, readCommitted, [], cancellationToken));

    /// <summary>
    /// As <see cref="ReadAllAsync"/>, but only what was written since <see cref="EndsAsync"/> was asked. What has been deleted
    /// since shows in <see cref="PartitionContents.Low"/>.
    /// </summary>
    public Task<TopicContents> ReadSinceAsync(
        string topic,
        bool readCommitted,
        IReadOnlyList<long> ends,
        CancellationToken cancellationToken
    ) => DedicatedThread.RunAsync(() => Read(topic, readCommitted, ends, cancellationToken));

    /// <summary>As <see cref="ReadAllAsync"/>, for topics that do not fit into memory: each record is shown once and not kept.</summary>
    /// <param name="topic">Which topic.</param>
    /// <param name="readCommitted">As there.</param>
    /// <param name="each">Called with every record, in the order of its partition; the partitions are mixed. Never called by two
    /// threads at once.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Where each partition begins and ends, without records.</returns>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public Task<IReadOnlyList<PartitionContents>> ScanAsync(
        string topic,
        bool readCommitted,
        Action<TopicRecord> each,
        CancellationToken cancellationToken
    ) =>
        DedicatedThread.RunAsync<IReadOnlyList<PartitionContents>>(() =>
        {
            var (lows, ends) = Scan(topic, readCommitted, [], each, cancellationToken);
            return [.. lows.Select((low, p) => new PartitionContents(p, low, ends[p], []))];
        });

    /// <summary>The offset after the last record of each partition, now.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public Task<IReadOnlyList<long>> EndsAsync(string topic) =>
        DedicatedThread.RunAsync<IReadOnlyList<long>>(() =>
        {
            using var consumer = _clients.Reader("killswitch-reader", IsolationLevel.ReadUncommitted);
            return Positions.Ends(
                consumer,
                Positions.Of(topic, Positions.PartitionCount(consumer, _clients.Settings, topic)),
                _clients.Settings.AnswerTimeout
            );
        });

    private TopicContents Read(string topic, bool readCommitted, IReadOnlyList<long> since, CancellationToken cancellationToken)
    {
        var records = new Dictionary<int, List<TopicRecord>>();
        var (lows, ends) = Scan(topic, readCommitted, since, Keep, cancellationToken);
        return new TopicContents(
            topic,
            [.. lows.Select((low, p) => new PartitionContents(p, low, ends[p], records.GetValueOrDefault(p, [])))]
        );

        void Keep(TopicRecord record)
        {
            if (!records.TryGetValue(record.Partition, out var list))
                records[record.Partition] = list = [];
            list.Add(record);
        }
    }

    private (long[] Lows, long[] Ends) Scan(
        string topic,
        bool readCommitted,
        IReadOnlyList<long> since,
        Action<TopicRecord> each,
        CancellationToken cancellationToken
    )
    {
        using var consumer = _clients.Reader(
            "killswitch-reader",
            readCommitted ? IsolationLevel.ReadCommitted : IsolationLevel.ReadUncommitted
        );
        try
        {
            var partitions = Positions.Of(topic, Positions.PartitionCount(consumer, _clients.Settings, topic));
            var lows = Positions
                .Lows(consumer, partitions, _clients.Settings.AnswerTimeout)
                .Select((low, p) => Math.Max(low, since.ElementAtOrDefault(p)))
                .ToArray();
            var ends = RangeReader.Read(
                consumer,
                [.. partitions.Select((p, i) => new TopicPartitionOffset(p, lows[i]))],
                null,
                _clients.Settings,
                r => each(TopicRecord.Of(r)),
                cancellationToken
            );
            return (lows, ends);
        }
        catch (KafkaException e) when (e.Error.IsUnreachable())
        {
            throw KafkaUnreachableException.At(_clients.Settings, e);
        }
        finally
        {
            consumer.Close();
        }
    }
}
