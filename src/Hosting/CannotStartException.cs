namespace KillSwitch.Hosting;

/// <summary>Something a person has to put right before the command can run. The message says what is wrong and what to do.</summary>
public sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
