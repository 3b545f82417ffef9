using Confluent.Kafka;
using KillSwitch.Kafka.Reading;

namespace KillSwitch.Kafka.Routing;

/// <summary>A record of one orders partition, not yet looked into.</summary>
public readonly record struct OrderRecord(long Offset, byte[]? Key, byte[]? Value, Headers? Headers)
{
    public static OrderRecord Of(ConsumeResult<byte[]?, byte[]?> result) =>
        new(result.Offset.Value, result.Message.Key, result.Message.Value, result.Message.Headers);

    public static OrderRecord Of(TopicRecord record)
    {
        var headers = new Headers();
        foreach (var (name, value) in record.Headers)
            headers.Add(name, value);
        return new OrderRecord(record.Offset, record.Key, record.Value, headers);
    }

    public int Size => (Key?.Length ?? 0) + (Value?.Length ?? 0);
}
