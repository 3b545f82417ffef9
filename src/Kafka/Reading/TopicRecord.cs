using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Confluent.Kafka;

namespace KillSwitch.Kafka.Reading;

/// <summary>A record as it stands in its topic.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="TimestampInMs">Unix ms, as the producer or the broker set it.</param>
/// <param name="Key">Null where it has none.</param>
/// <param name="Value">Null for a tombstone.</param>
/// <param name="Headers">In the order they were written; a name may be there twice.</param>
public sealed record TopicRecord(
    int Partition,
    long Offset,
    long TimestampInMs,
    byte[]? Key,
    byte[]? Value,
    IReadOnlyList<KeyValuePair<string, byte[]?>> Headers)
{
    /// <summary>The last header of that name as text, or null.</summary>
    public string? Header(string name)
    {
        for (var i = Headers.Count - 1; i >= 0; i--)
        {
            if (Headers[i].Key == name && Headers[i].Value is { } value)
                return Encoding.UTF8.GetString(value);
        }
        return null;
    }

    /// <summary>The value as JSON of a type; null where it is none.</summary>
    public T? As<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Value is null ? null : JsonSerializer.Deserialize(Value, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static TopicRecord Of(ConsumeResult<byte[]?, byte[]?> result)
    {
        KeyValuePair<string, byte[]?>[] headers = result.Message.Headers is { Count: > 0 } some
            ? [.. some.Select(h => KeyValuePair.Create(h.Key, (byte[]?)h.GetValueBytes()))]
            : [];
        return new(
            result.Partition.Value,
            result.Offset.Value,
            result.Message.Timestamp.UnixTimestampMs,
            result.Message.Key,
            result.Message.Value,
            headers
        );
    }
}
