using Amazon.Lambda.KafkaEvents;
using KillSwitch.Aws.Events;
using KillSwitch.Kafka.Reading;

namespace KillSwitch.Functions.Hosting;

/// <summary>The records of an event, in the order of each partition.</summary>
internal static class KafkaRecords
{
    /// <exception cref="InvalidOperationException">The event is of another topic.</exception>
    public static IReadOnlyList<TopicRecord> Of(KafkaEvent batch, string topic) =>
        [.. (batch.Records ?? new Dictionary<string, IList<KafkaEvent.KafkaEventRecord>>()).Values
            .SelectMany(records => records)
            .Select(r => new HandedRecord(r.Topic, r.Partition, r.Offset, r.Timestamp, r.Key, r.Value, r.Headers).In(topic))
            .OrderBy(r => r.Partition)
            .ThenBy(r => r.Offset)];
}
