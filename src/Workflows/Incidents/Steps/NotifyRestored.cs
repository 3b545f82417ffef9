using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Tells people that trading is restored.</summary>
public sealed class NotifyRestored(IncidentServices services)
{
    /// <summary>Safe to run again: the notification keeps its id.</summary>
    /// <exception cref="NotificationNotSentException">The flow goes on without, after a few tries.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        if (await services.LoadAsync(input, cancellationToken) is not { } incident)
            return StepFlow.Superseded(input);
        if (
            incident is not { Phase: IncidentPhase.Restoring, Restored: not null }
            || incident.FindRequest(input.RequestNumber) is not { } request
        )
            return new StepOutput
            {
                Outcome = StepOutcome.Ok,
                Detail = "A further kill arrived: nothing to tell, the next state tells it.",
            };
        var heldBy = await services.OthersHoldingAsync(incident.Scope, cancellationToken);
        await services.Notifier.NotifyAsync(IncidentMails.Restored(incident, request, heldBy, services.NowMs()), cancellationToken);
        return new StepOutput
        {
            Outcome = StepOutcome.Ok,
            Detail = $"Told everyone that {incident.Scope} trades again.",
            Request = request.Number,
        };
    }
}
