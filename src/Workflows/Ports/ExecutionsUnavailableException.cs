namespace KillSwitch.Workflows.Ports;

/// <summary>Step Functions did not answer, or answered with a fault of its own. Retrying helps.</summary>
public sealed class ExecutionsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
