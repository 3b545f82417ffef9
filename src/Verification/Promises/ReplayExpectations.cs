namespace KillSwitch.Verification.Promises;

/// <summary>What orders that were played again cross by their own times, worked out apart from the detector that was at work.</summary>
/// <param name="Signals">The <c>signal_id</c> of every limit that they cross.</param>
/// <param name="Kills">The <c>cmd_id</c> of every kill that follows.</param>
/// <param name="MeasuredNowhere">Orders that the detector says it measured in no window, or that never came to it.</param>
public sealed record ReplayExpectations(IReadOnlySet<string> Signals, IReadOnlySet<string> Kills, long MeasuredNowhere);
