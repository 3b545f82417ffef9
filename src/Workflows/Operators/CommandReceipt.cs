using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Operators;

/// <summary>The command is in its topic. It takes effect when the intake has read it, usually within milliseconds.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="Scope">What it is about, normalised.</param>
/// <param name="Action">KILL or UNKILL.</param>
/// <param name="Ts">When it was given, Unix ms.</param>
/// <param name="CorrId">Found again in everything that follows from it.</param>
/// <param name="IncidentId">Of an open incident, the one it adds to; otherwise the one a KILL opens. Another kill of the same
/// moment may have opened its own first.</param>
/// <param name="Message">For people: what happens next.</param>
public sealed record CommandReceipt(
    string CmdId,
    Scope Scope,
    CommandAction Action,
    long Ts,
    string CorrId,
    string? IncidentId,
    string Message);
