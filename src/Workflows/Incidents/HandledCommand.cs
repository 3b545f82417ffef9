using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What became of a command.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="Scope">What it was about.</param>
/// <param name="Action">KILL or UNKILL.</param>
/// <param name="Reason">As given: with scope and action it tells whether an id was used again for something else.</param>
/// <param name="Outcome">OPENED, CAUSE_ADDED, REQUESTED or REFUSED.</param>
/// <param name="IncidentId">The incident it opened or belongs to.</param>
/// <param name="RefusalCode">Where it was refused.</param>
/// <param name="HandledTs">Unix ms.</param>
public sealed record HandledCommand(
    string CmdId,
    Scope Scope,
    CommandAction Action,
    string Reason,
    CommandOutcome Outcome,
    string? IncidentId,
    string? RefusalCode,
    long HandledTs);
