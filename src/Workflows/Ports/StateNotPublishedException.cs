namespace KillSwitch.Workflows.Ports;

/// <summary>The state did not reach the topic, as far as is known. Retrying helps once the broker answers.</summary>
public sealed class StateNotPublishedException(string message, Exception? inner = null) : Exception(message, inner);
