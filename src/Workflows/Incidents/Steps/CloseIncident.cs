namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Last step: closes the incident, unless a kill came since ACTIVE was published.</summary>
public sealed class CloseIncident(StepServices services)
{
    /// <summary>Safe to run again: it also completes a closing that was interrupted.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.Scopes.UpdateAsync(input.Scope, record => Close(record, input, services.NowMs()), cancellationToken);
        if (change.Result != StepOutcome.Ok)
        {
            return change.Result == StepOutcome.Superseded
                ? StepFlow.Superseded(input)
                : new StepOutput { Outcome = change.Result, Detail = "A kill arrived before the incident could be closed: it stays open, and KILLED follows." };
        }
        await services.Incidents.PutClosedAsync(change.Record.Incident!, cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Ok, Detail = "Closed." };
    }

    internal static Change<StepOutcome> Close(ScopeRecord record, StepInput input, long nowMs) => record.Incident switch
    {
        { IsOpen: false } closed when closed.IncidentId == input.IncidentId => new(record, StepOutcome.Ok),
        { IsOpen: true } other when !StepFlow.IsCarriedBy(other, input) => new(record, StepOutcome.Superseded),
        { Phase: IncidentPhase.Restoring, Restored: { ConfirmedTs: not null } restored } incident when restored.CausesThrough == incident.CauseCount =>
            new(record with { Incident = incident with { Phase = IncidentPhase.Closed, ClosedTs = nowMs, Wait = null } }, StepOutcome.Ok),
        { IsOpen: true } => new(record, StepOutcome.FurtherCause),
        _ => new(record, StepOutcome.Superseded),
    };
}
