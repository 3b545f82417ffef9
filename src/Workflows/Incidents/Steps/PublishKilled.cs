using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// Puts KILLED, with every cause so far, into the state topic. From the moment it returns, no router that starts a batch lets an
/// order of the scope by.
/// </summary>
public sealed class PublishKilled(IncidentServices services)
{
    /// <summary>Safe to run again: the version is stored before it is published, and a repeat publishes the same.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input, new ClaimKilled(), cancellationToken);
        if (change.Result is not { } claim)
            return StepFlow.Superseded(input);
        if (claim.Publication is not { } publication)
        {
            return new StepOutput
            {
                Outcome = claim.Outcome,
                Detail = "Every cause was published before, and trading is being restored since: nothing to publish.",
            };
        }
        if (publication.ConfirmedTs is null)
        {
            var trace = change.Record.Incident!.LatestCause.TraceParent ?? input.TraceParent;
            using var span = Spans.Steps.ContinueWithin("publish KILLED", trace);
            var at = await services.States.PublishAsync(publication.State, TraceContext.Current ?? input.TraceParent, cancellationToken);
            await services.UpdateAsync(
                input.Scope,
                new ConfirmPublished(input.IncidentId, publication.State.Version, at),
                cancellationToken
            );
        }
        return new StepOutput
        {
            Outcome = StepOutcome.Ok,
            Detail =
                $"KILLED, version {publication.State.Version}, {publication.CausesThrough} cause(s), the latest by {publication.State.UpdatedBy}: {publication.State.Reason}",
            CausedBy = publication.State.UpdatedBy,
            CmdId = publication.State.LastCmdId,
            Version = publication.State.Version,
        };
    }
}
