namespace KillSwitch.Kafka.Routing;

/// <summary>It is not known whether a batch is out. Taking its partition over anew finds out and goes on.</summary>
public sealed class DeliveryFailedException(string message, Exception? inner = null) : Exception(message, inner);
