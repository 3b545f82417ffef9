namespace KillSwitch.Functions.Hosting;

/// <summary>A function that was called ran and failed; the message is what it said.</summary>
public sealed class FunctionFailedException(string message) : Exception(message);
