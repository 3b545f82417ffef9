using KillSwitch.Workflows.Tracing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Puts KILLED, with every cause so far, into the state topic. From the moment it returns, no router that starts a batch lets an order of the scope by.</summary>
public sealed class PublishKilled(StepServices services)
{
    /// <summary>Safe to run again: the version is stored before it is published, and a repeat publishes the same.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateCarriedAsync<Incident>(
            input,
            (record, _) =>
            {
                var allocated = PublicationDecider.Killed(record, services.NowMs());
                return new(allocated.Record, allocated.Record.Incident);
            },
            cancellationToken);
        if (change.Result is not { } incident)
            return StepFlow.Superseded(input);
        if (incident is not { Phase: not IncidentPhase.Restoring, Killed: { } publication })
            return new StepOutput { Outcome = StepOutcome.Superseded, Detail = "Every cause was published before, and trading is being restored since: nothing to publish." };
        if (publication.ConfirmedTs is null)
        {
            using var span = Spans.Continue("publish KILLED", incident.LatestCause.TraceParent ?? input.TraceParent);
            var at = await services.States.PublishAsync(publication.State, TraceContext.Current ?? input.TraceParent, cancellationToken);
            await services.Scopes.UpdateAsync(
                input.Scope,
                record => PublicationDecider.Confirm(record, input.IncidentId, publication.State.Version, at, services.NowMs()),
                cancellationToken);
        }
        return new StepOutput
        {
            Outcome = StepOutcome.Ok,
            Detail = $"KILLED, version {publication.State.Version}, {publication.CausesThrough} cause(s), the latest by {publication.State.UpdatedBy}: {publication.State.Reason}",
            CausedBy = publication.State.UpdatedBy,
            CmdId = publication.State.LastCmdId,
            Version = publication.State.Version,
        };
    }
}
