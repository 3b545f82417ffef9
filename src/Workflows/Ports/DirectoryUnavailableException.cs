namespace KillSwitch.Workflows.Ports;

/// <summary>Who could approve is not known just now. Retrying helps.</summary>
public sealed class DirectoryUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
