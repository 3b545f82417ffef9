using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Puts ACTIVE into the state topic, unless a kill came that the approved request had not seen.</summary>
public sealed class PublishActive(IncidentServices services)
{
    /// <summary>
    /// Claims that trading is being restored, publishes, and looks again: a kill that came in between leads back to KILLED.
    /// Safe to run again: the version is stored before it is published.
    /// </summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input, new ClaimRestore(input.RequestNumber), cancellationToken);
        if (change.Result is not { } claim)
            return StepFlow.Superseded(input);
        if (claim.Publication is not { } publication)
            return new StepOutput
            {
                Outcome = claim.Outcome,
                Detail = "The request no longer allows it: the scope stays killed.",
                Request = input.RequestNumber,
            };
        if (publication.ConfirmedTs is null)
        {
            var at = await services.States.PublishAsync(publication.State, TraceContext.Current ?? input.TraceParent, cancellationToken);
            var confirmed = await services.UpdateAsync(
                input.Scope, new ConfirmPublished(input.IncidentId, publication.State.Version, at), cancellationToken);
            if (!confirmed.Result)
            {
                return new StepOutput
                {
                    Outcome = StepOutcome.FurtherCause,
                    Detail =
                        $"A kill arrived while ACTIVE, version {publication.State.Version}, was on its way to the topic: KILLED follows.",
                    Request = input.RequestNumber,
                };
            }
        }
        return new StepOutput
        {
            Outcome = StepOutcome.Ok,
            Detail = $"ACTIVE, version {publication.State.Version}, approved by {publication.State.UpdatedBy}: {publication.State.Reason}",
            CausedBy = publication.State.UpdatedBy,
            CmdId = publication.State.LastCmdId,
            Version = publication.State.Version,
            Request = input.RequestNumber,
        };
    }
}
