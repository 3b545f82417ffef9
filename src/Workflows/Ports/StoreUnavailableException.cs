namespace KillSwitch.Workflows.Ports;

/// <summary>The store did not answer, or not in time. A write may or may not have arrived; deciding again is safe.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
