namespace KillSwitch.Kafka.Routing;

/// <summary>The broker cannot do what was chosen. Somebody has to choose otherwise.</summary>
public sealed class DeliveryNotSupportedException(string message) : Exception(message);
