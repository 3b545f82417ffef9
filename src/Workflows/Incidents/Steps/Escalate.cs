using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Reminds people of a scope that is killed and for which nobody asks an unkill.</summary>
public sealed class Escalate(IncidentServices services)
{
    /// <summary>Safe to run again: the reminder keeps its id, and is counted once.</summary>
    /// <exception cref="NotificationNotSentException">The flow goes on without, after a few tries.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input, new Remind(input.Entered.ToUnixTimeMilliseconds()), cancellationToken);
        if (change.Result is not { } reminder)
            return StepFlow.Superseded(input);
        if (!reminder.IsDue)
            return new StepOutput { Outcome = StepOutcome.Ok, Detail = "Something happened just in time: nobody needs reminding." };
        await services.Notifier.NotifyAsync(IncidentMails.Escalation(reminder.Incident, services.NowMs()), cancellationToken);
        return new StepOutput
        {
            Outcome = StepOutcome.Ok,
            Detail = $"Reminder {reminder.Incident.Escalations}: nobody has asked for an unkill.",
        };
    }
}
