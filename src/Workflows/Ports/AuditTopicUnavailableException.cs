namespace KillSwitch.Workflows.Ports;

/// <summary>The audit's topic did not answer. Retrying helps.</summary>
public sealed class AuditTopicUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
