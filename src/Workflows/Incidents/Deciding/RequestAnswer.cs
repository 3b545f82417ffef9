namespace KillSwitch.Workflows.Incidents.Deciding;

/// <param name="Outcome">Where the execution goes next.</param>
/// <param name="Incident">As it stands now.</param>
/// <param name="Request">As it stands now; null where it is no longer kept.</param>
internal sealed record RequestAnswer(StepOutcome Outcome, Incident Incident, UnkillRequest? Request);
