using KillSwitch.Kafka.Reading;

namespace KillSwitch.Aws.Events;

/// <summary>A record as an event source mapping hands it over.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="TimestampInMs">Unix ms.</param>
/// <param name="Key">Base64; null or empty where it has none.</param>
/// <param name="Value">Null for a tombstone.</param>
/// <param name="Headers">One header each, in the order they were written; bytes as signed numbers.</param>
public sealed record HandedRecord(
    string Topic,
    int Partition,
    long Offset,
    long TimestampInMs,
    string? Key,
    Stream? Value,
    IEnumerable<IDictionary<string, sbyte[]>>? Headers)
{
    /// <param name="expected">The topic that the function is for.</param>
    /// <exception cref="InvalidOperationException">The record is of another topic: the function is connected to the wrong one.</exception>
    public TopicRecord In(string expected)
    {
        if (Topic != expected)
            throw new InvalidOperationException(
                $"A record of {Topic} was handed over to the function of {expected}. Connect the event source mapping to {expected}."
            );
        return new TopicRecord(
            Partition, Offset, TimestampInMs,
            string.IsNullOrEmpty(Key) ? null : Convert.FromBase64String(Key),
            Bytes(Value),
            [
                .. (Headers ?? [])
                    .SelectMany(h => h)
                    .Select(h => KeyValuePair.Create(h.Key, (byte[]?)Array.ConvertAll(h.Value, b => unchecked((byte)b)))),
            ]
        );
    }

    private static byte[]? Bytes(Stream? stream)
    {
        if (stream is null)
            return null;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
