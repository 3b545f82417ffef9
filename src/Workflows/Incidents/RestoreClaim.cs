namespace KillSwitch.Workflows.Incidents;

/// <param name="Outcome">OK if trading may be restored; otherwise where the execution goes instead.</param>
/// <param name="Publication">The ACTIVE to publish, if so.</param>
internal sealed record RestoreClaim(StepOutcome Outcome, Publication? Publication);
