namespace KillSwitch.Brokers;

/// <summary>A broker of our own did not come up. The message says why and what to do.</summary>
public sealed class BrokerNotStartedException(string message, Exception? inner = null) : Exception(message, inner);
