namespace KillSwitch.Workflows.Incidents;

/// <param name="CmdId">The command.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="IncidentId">To which incident.</param>
public sealed record RecentCommand(string CmdId, CommandOutcome Outcome, string IncidentId);
