using Confluent.Kafka;
using KillSwitch.Kafka.Reading;

namespace KillSwitch.Kafka.Routing;

/// <summary>A record of one orders partition, not yet looked into.</summary>
/// <param name="Offset">Its place.</param>
/// <param name="SentInMs">
/// Its time, Unix ms: when the broker took it. A broker that keeps senders' times gives what the sender said, and 0 or less where it said
/// nothing.
/// </param>
/// <param name="Key">Null where it has none.</param>
/// <param name="Value">Null for a tombstone.</param>
/// <param name="Headers">Null or empty where it has none.</param>
public readonly record struct OrderRecord(long Offset, long SentInMs, byte[]? Key, byte[]? Value, Headers? Headers)
{
    public static OrderRecord Of(ConsumeResult<byte[]?, byte[]?> result) =>
        new(
            result.Offset.Value,
            result.Message.Timestamp.UnixTimestampMs,
            result.Message.Key,
            result.Message.Value,
            result.Message.Headers
        );

    public static OrderRecord Of(TopicRecord record)
    {
        var headers = new Headers();
        foreach (var (name, value) in record.Headers)
            headers.Add(name, value);
        return new OrderRecord(record.Offset, record.TimestampInMs, record.Key, record.Value, headers);
    }

    public int Size => (Key?.Length ?? 0) + (Value?.Length ?? 0);
}
