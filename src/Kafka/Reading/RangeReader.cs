using Confluent.Kafka;

namespace KillSwitch.Kafka.Reading;

/// <summary>Reads partitions from given offsets up to an end.</summary>
internal static class RangeReader
{
    /// <summary>Reads until every partition has reached its end. Blocks.</summary>
    /// <param name="consumer">Outside any group; its assignment is replaced.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="ends">Where to stop, in the order of <paramref name="from"/>; null stops where each partition ends as its
    /// reader gets there.</param>
    /// <param name="settings">How long the broker may be silent.</param>
    /// <param name="each">Called with every record below the end.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Where each partition's reading stopped: the offset after its last record, or after what follows it and is no
    /// record.</returns>
    /// <exception cref="KafkaException">The broker fell silent, or an offset is not there.</exception>
    public static long[] Read(
        IConsumer<byte[]?, byte[]?> consumer,
        IReadOnlyList<TopicPartitionOffset> from,
        IReadOnlyList<long>? ends,
        KafkaSettings settings,
        Action<ConsumeResult<byte[]?, byte[]?>> each,
        CancellationToken cancellationToken)
    {
        var reached = from.Select(p => p.Offset.Value).ToArray();
        var index = new Dictionary<TopicPartition, int>();
        for (var i = 0; i < from.Count; i++)
        {
            if (ends is null || reached[i] < ends[i])
                index.Add(from[i].TopicPartition, i);
        }
        if (index.Count == 0)
            return reached;
        consumer.Assign(from.Where(p => index.ContainsKey(p.TopicPartition)));
        var silence = System.Diagnostics.Stopwatch.StartNew();
        while (index.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = consumer.Consume(TimeSpan.FromMilliseconds(100));
            if (result is null)
            {
                if (silence.Elapsed > settings.AnswerTimeout)
                    throw new KafkaException(
                        new Error(ErrorCode.Local_TimedOut, $"nothing was read for {settings.AnswerTimeout.TotalSeconds:0.#} s")
                    );
                continue;
            }
            silence.Restart();
            if (!index.TryGetValue(result.TopicPartition, out var i))
                continue;
            if (result.IsPartitionEOF)
            {
                // The end may lie behind a gap (compaction, marks of transactions), over which no record carries us.
                reached[i] = Math.Max(reached[i], result.Offset.Value);
                if (ends is null || reached[i] >= ends[i])
                    index.Remove(result.TopicPartition);
                continue;
            }
            if (ends is null || result.Offset.Value < ends[i])
            {
                each(result);
                reached[i] = result.Offset.Value + 1;
            }
            if (ends is not null && result.Offset.Value + 1 >= ends[i])
                index.Remove(result.TopicPartition);
        }
        consumer.Unassign();
        return reached;
    }
}
