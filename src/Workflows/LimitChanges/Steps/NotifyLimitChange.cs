using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>Tells operators and approvers how a change stands: in force, reverted, or come to nothing.</summary>
public sealed class NotifyLimitChange(LimitServices services)
{
    /// <summary>Safe to run again: the notification keeps its id.</summary>
    /// <exception cref="NotificationNotSentException">The flow goes on without, after a few tries.</exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var record = await services.Limits.LoadAsync(input.Key, cancellationToken);
        if (input.Carrier.In(record) is not { } change)
            return LimitStepRuns.Superseded(input);
        await services.Notifier.NotifyAsync(LimitMails.Stands(change, services.NowMs()), cancellationToken);
        return new LimitStepOutput { Outcome = Deciding.LimitChanging.NextOf(change), Detail = "Told operators and approvers." };
    }
}
