using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Detection;

/// <summary>Where to begin reading a topic so as to have everything since a point in time.</summary>
internal sealed class StartOffsets(IConsumer<byte[], byte[]> consumer, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The topic's partitions, waiting until it is there.</summary>
    public List<TopicPartition> Partitions(string topic, CancellationToken cancellationToken)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var found = admin.GetMetadata(topic, Patience).Topics.SingleOrDefault(t => t.Topic == topic);
                if (found is { Partitions.Count: > 0 } && !found.Error.IsError)
                    return [.. found.Partitions.Select(p => new TopicPartition(topic, p.PartitionId)).OrderBy(p => p.Partition.Value)];
                logger.TopicMissing(topic);
            }
            catch (KafkaException e)
            {
                logger.KafkaTrouble(e.Error.Reason);
            }
            cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(500));
        }
    }

    /// <summary>The first offset of each partition whose record is not older than <paramref name="from"/>.</summary>
    public List<TopicPartitionOffset> Since(IEnumerable<TopicPartition> partitions, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var timestamp = new Timestamp(from.ToUnixTimeMilliseconds(), TimestampType.CreateTime);
        var answer = Retried(() => consumer.OffsetsForTimes(partitions.Select(p => new TopicPartitionTimestamp(p, timestamp)), Patience), cancellationToken);
        return answer.ConvertAll(a => a.Offset.IsSpecial
            ? new TopicPartitionOffset(a.TopicPartition, AllOrNothing(a.TopicPartition, from, cancellationToken))
            : a);
    }

    /// <summary>
    /// "No record is that new" is also what a broker says that knows no times, as the embedded one does. The last record
    /// shows which it is.
    /// </summary>
    private Offset AllOrNothing(TopicPartition partition, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var ends = Retried(() => consumer.QueryWatermarkOffsets(partition, Patience), cancellationToken);
        if (ends.High == ends.Low)
            return ends.High;
        consumer.Assign(new TopicPartitionOffset(partition, ends.High - 1));
        try
        {
            // The end of a transaction takes an offset too and is no record: then everything is read, which is always right.
            var last = consumer.Consume(TimeSpan.FromSeconds(1));
            return last is { IsPartitionEOF: false } && last.Message.Timestamp.UtcDateTime < from.UtcDateTime ? ends.High : ends.Low;
        }
        finally
        {
            consumer.Unassign();
        }
    }

    private T Retried<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return ask();
            }
            catch (KafkaException e)
            {
                logger.KafkaTrouble(e.Error.Reason);
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(500));
            }
        }
    }
}
