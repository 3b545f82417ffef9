using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Last step: closes the incident, unless a kill came since ACTIVE was published.</summary>
public sealed class CloseIncident(IncidentServices services)
{
    /// <summary>Safe to run again: it also completes a closing that was interrupted.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input.Scope, new Close(input.Carrier), cancellationToken);
        if (change.Result != StepOutcome.Ok)
        {
            return change.Result == StepOutcome.Superseded
                ? StepFlow.Superseded(input)
                : new StepOutput
                {
                    Outcome = change.Result,
                    Detail = "A kill arrived before the incident could be closed: it stays open, and KILLED follows.",
                };
        }
        await services.Incidents.PutClosedAsync(change.Record.Incident!, cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Ok, Detail = "Closed." };
    }
}
