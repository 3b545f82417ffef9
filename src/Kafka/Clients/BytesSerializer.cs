using Confluent.Kafka;

namespace KillSwitch.Kafka.Clients;

/// <summary>Bytes as they are; null stays null.</summary>
internal sealed class BytesSerializer : ISerializer<byte[]?>
{
    public static BytesSerializer Instance { get; } = new();

    public byte[]? Serialize(byte[]? data, SerializationContext context) => data;
}
