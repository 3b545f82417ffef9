namespace KillSwitch.Workflows.Limits;

/// <summary>A limits file that cannot be used. The message names every problem.</summary>
public sealed class LimitsException(string message, Exception? inner = null) : Exception(message, inner);
