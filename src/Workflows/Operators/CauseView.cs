namespace KillSwitch.Workflows.Operators;

/// <param name="CmdId">The KILL.</param>
/// <param name="TriggeredBy">Who or what gave it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ts">When it was given, Unix ms.</param>
/// <param name="Metric">The rule that was broken, of a detected breach.</param>
/// <param name="Value">What was measured.</param>
public sealed record CauseView(string CmdId, string TriggeredBy, string Reason, long Ts, string? Metric, string? Value);
