namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Closes the incident, unless a kill came since ACTIVE was published. Closing again what is closed is fine.</summary>
/// <param name="By">The execution that is at its end.</param>
internal sealed record Close(Carrier By) : ITransition<StepOutcome>
{
    public Change<StepOutcome> Decide(ScopeRecord record, long nowMs) => record.Incident switch
    {
        { IsOpen: false } closed when closed.IncidentId == By.IncidentId => new(record, StepOutcome.Ok),
        { IsOpen: true } other when !By.Carries(other) => new(record, StepOutcome.Superseded),
        { Phase: IncidentPhase.Restoring, Restored: { ConfirmedTs: not null } restored } incident
            when restored.CausesThrough == incident.CauseCount =>
            new(record with { Incident = incident with { Phase = IncidentPhase.Closed, ClosedTs = nowMs, Wait = null } }, StepOutcome.Ok),
        { IsOpen: true } => new(record, StepOutcome.FurtherCause),
        _ => new(record, StepOutcome.Superseded),
    };
}
