namespace KillSwitch.Workflows.Incidents.Deciding;

/// <param name="Outcome">OK if the state may be published; otherwise where the execution goes instead.</param>
/// <param name="Publication">The state to publish, if so: stored before it is published, so that a retry publishes the very same.</param>
internal sealed record PublicationClaim(StepOutcome Outcome, Publication? Publication);
