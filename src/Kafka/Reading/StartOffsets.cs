using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>Where to begin reading a topic so as to have everything since a point in time.</summary>
internal sealed class StartOffsets(IConsumer<byte[]?, byte[]?> consumer, KafkaSettings settings, ILogger logger)
{
    private readonly TimeSpan _patience = settings.AnswerTimeout;

    /// <summary>The topic's partitions, waiting until it is there.</summary>
    public TopicPartition[] Partitions(string topic, CancellationToken cancellationToken) =>
        Retried(() => Positions.Of(topic, Positions.PartitionCount(consumer, settings, topic)), cancellationToken);

    /// <summary>The first offset of each partition whose record is not older than <paramref name="from"/>.</summary>
    public List<TopicPartitionOffset> Since(TopicPartition[] partitions, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var timestamp = new Timestamp(from.ToUnixTimeMilliseconds(), TimestampType.CreateTime);
        var answer = Retried(
            () => consumer.OffsetsForTimes(partitions.Select(p => new TopicPartitionTimestamp(p, timestamp)), _patience),
            cancellationToken
        );
        return answer.ConvertAll(a =>
            a.Offset.IsSpecial ? new TopicPartitionOffset(a.TopicPartition, AllOrNothing(a.TopicPartition, from, cancellationToken)) : a
        );
    }

    /// <summary>
    /// "No record is that new" is also what a broker says that knows no times, as the embedded one does. The last record
    /// shows which it is.
    /// </summary>
    private Offset AllOrNothing(TopicPartition partition, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var ends = Retried(() => consumer.QueryWatermarkOffsets(partition, _patience), cancellationToken);
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
            catch (Exception e) when (e is KafkaException or KafkaUnreachableException or TopicMissingException)
            {
                logger.KafkaTrouble(e.Message);
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(500));
            }
        }
    }
}
