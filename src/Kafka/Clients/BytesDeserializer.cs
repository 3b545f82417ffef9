using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>Bytes as they are; null stays null.</summary>
internal sealed class BytesDeserializer : IDeserializer<byte[]?>
{
    public static BytesDeserializer Instance { get; } = new();

    public byte[]? Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context) => isNull ? null : data.ToArray();
}
