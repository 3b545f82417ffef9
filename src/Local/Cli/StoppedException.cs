namespace KillSwitch.Local.Cli;

/// <summary>Ctrl-C ended a command that has something to say of what it leaves behind.</summary>
/// <param name="message">A sentence for people.</param>
/// <param name="inner">What was waited for.</param>
internal sealed class StoppedException(string message, Exception inner) : OperationCanceledException(message, inner);
