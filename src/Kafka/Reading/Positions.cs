using System.Diagnostics;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Reading;

/// <summary>Where partitions begin and end, and how many there are.</summary>
public static class Positions
{
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public static int PartitionCount(IClient client, KafkaSettings settings, string topic)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(client.Handle).Build();
            var metadata = admin.GetMetadata(topic, settings.AnswerTimeout).Topics.Single(t => t.Topic == topic);
            if (metadata.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic || metadata.Partitions.Count == 0)
                throw new TopicMissingException(topic, settings);
            return metadata.Partitions.Count;
        }
        catch (KafkaException e) when (e.Error.IsUnreachable())
        {
            throw KafkaUnreachableException.At(settings, e);
        }
    }

    /// <summary>
    /// The end of each partition now: one request to each leader, whatever the number of partitions. With a consumer that
    /// reads what is not committed these are the high watermarks, so every record acknowledged before is below them.
    /// </summary>
    /// <exception cref="KafkaException">As librdkafka reports it.</exception>
    public static long[] Ends(IConsumer<byte[]?, byte[]?> consumer, IReadOnlyList<TopicPartition> partitions, TimeSpan timeout) =>
        Query(consumer, partitions, -1, timeout);

    /// <summary>The first offset of each partition that is still kept.</summary>
    /// <exception cref="KafkaException">As librdkafka reports it.</exception>
    public static long[] Lows(IConsumer<byte[]?, byte[]?> consumer, IReadOnlyList<TopicPartition> partitions, TimeSpan timeout) =>
        Query(consumer, partitions, -2, timeout);

    public static TopicPartition[] Of(string topic, int count) => [.. Enumerable.Range(0, count).Select(p => new TopicPartition(topic, p))];

    /// <summary>ListOffsets knows two times that are none: -1 asks for the end, -2 for the beginning.</summary>
    private static long[] Query(IConsumer<byte[]?, byte[]?> consumer, IReadOnlyList<TopicPartition> partitions, long time, TimeSpan timeout)
    {
        var found = Found(
            consumer,
            [.. partitions.Select(p => new TopicPartitionTimestamp(p, new Timestamp(time, TimestampType.CreateTime)))],
            timeout
        );
        var offsets = new long[partitions.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            // librdkafka answers in the order it was asked.
            offsets[i] = found[i].Offset.Value;
            if (offsets[i] < 0)
                throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"no offset of {partitions[i]} was given"));
        }
        return offsets;
    }

    /// <summary>
    /// Where a partition has no leader that the client knows of, has it look for the topic and asks again, for as long as an answer
    /// may take:
    /// a broker that was busy or is new may only just have got it.
    /// </summary>
    private static List<TopicPartitionOffset> Found(IConsumer<byte[]?, byte[]?> consumer, TopicPartitionTimestamp[] times, TimeSpan timeout)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return consumer.OffsetsForTimes(times, timeout);
            }
            catch (KafkaException e) when (LacksLeader(e) && Stopwatch.GetElapsedTime(began) < timeout)
            {
                using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
                admin.GetMetadata(times[0].Topic, timeout);
            }
        }
    }

    private static bool LacksLeader(KafkaException failure) => failure is TopicPartitionOffsetException some
        ? some.Results.All(r => !r.Error.IsError || LacksLeader(r.Error.Code))
        : LacksLeader(failure.Error.Code);

    private static bool LacksLeader(ErrorCode code) =>
        code
            is ErrorCode.Local_UnknownPartition
                or ErrorCode.LeaderNotAvailable
                or ErrorCode.NotLeaderForPartition
                or ErrorCode.UnknownTopicOrPart;
}
