using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Tells operators and approvers that a scope is killed, or killed once more.</summary>
public sealed class NotifyOperators(IncidentServices services)
{
    /// <summary>Safe to run again: the notification keeps its id.</summary>
    /// <exception cref="NotificationNotSentException">The flow goes on without, after a few tries: a kill does not wait for
    /// mail.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        if (await services.LoadAsync(input, cancellationToken) is not { } incident)
            return StepFlow.Superseded(input);
        await services.Notifier.NotifyAsync(IncidentMails.Killed(incident, services.NowMs()), cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Ok, Detail = $"Told operators and approvers of {incident.CauseCount} cause(s)." };
    }
}
