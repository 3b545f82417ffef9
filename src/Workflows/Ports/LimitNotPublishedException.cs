namespace KillSwitch.Workflows.Ports;

/// <summary>The limit did not reach the topic, as far as is known. Retrying helps once the broker answers.</summary>
public sealed class LimitNotPublishedException(string message, Exception? inner = null) : Exception(message, inner);
