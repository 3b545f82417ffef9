namespace KillSwitch.Kafka.Routing;

/// <summary>
/// The kill state could not be read up to the end it had when it was asked for. Nothing may be decided; retrying helps once Kafka
/// answers.
/// </summary>
public sealed class StateUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
