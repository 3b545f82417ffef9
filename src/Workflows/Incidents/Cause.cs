namespace KillSwitch.Workflows.Incidents;

/// <summary>One KILL of an incident.</summary>
/// <param name="Number">From 1; never reused, also when older causes are no longer kept.</param>
/// <param name="CmdId">The command.</param>
/// <param name="Ts">When it was given, Unix ms.</param>
/// <param name="TriggeredBy">Who or what gave it.</param>
/// <param name="Reason">Why. Of all but the first cause at most 300 characters are kept here; the audit has it whole.</param>
/// <param name="Metric">The rule that was broken, of a detected breach.</param>
/// <param name="Value">What was measured.</param>
/// <param name="CorrId">As in the command.</param>
/// <param name="TraceParent">Trace of what caused it.</param>
public sealed record Cause(
    long Number,
    string CmdId,
    long Ts,
    string TriggeredBy,
    string Reason,
    string? Metric,
    string? Value,
    string CorrId,
    string? TraceParent);
