namespace KillSwitch.Workflows.Incidents;

/// <summary>What a command did to its scope.</summary>
/// <param name="CmdId">The command.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="IncidentId">To which incident.</param>
public sealed record CommandEffect(string CmdId, CommandOutcome Outcome, string IncidentId);
