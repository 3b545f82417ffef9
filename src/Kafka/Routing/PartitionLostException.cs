namespace KillSwitch.Kafka.Routing;

/// <summary>Another router holds the partition, or may hold it. Do not go on before the group has said whose it is.</summary>
public sealed class PartitionLostException(string message, Exception? inner = null) : Exception(message, inner);
