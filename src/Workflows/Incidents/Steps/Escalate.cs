using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Reminds people of a scope that is killed and for which nobody asks an unkill.</summary>
public sealed class Escalate(StepServices services)
{
    /// <summary>Safe to run again: the reminder keeps its id, and is counted once.</summary>
    /// <exception cref="NotificationNotSentException">The flow goes on without, after a few tries.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var enteredMs = input.Entered.ToUnixTimeMilliseconds();
        var change = await services.UpdateCarriedAsync<Incident>(
            input,
            (record, incident) =>
            {
                if (incident.CurrentRequest is not null || incident.HasUnpublishedCause || incident.LastEscalationTs == enteredMs)
                    return new(record, incident);
                var reminded = incident with { Escalations = incident.Escalations + 1, LastEscalationTs = enteredMs };
                return new(record with { Incident = reminded }, reminded);
            },
            cancellationToken);
        if (change.Result is not { } incident)
            return StepFlow.Superseded(input);
        if (incident.LastEscalationTs != enteredMs)
            return new StepOutput { Outcome = StepOutcome.Ok, Detail = "Something happened just in time: nobody needs reminding." };
        await services.Notifier.NotifyAsync(IncidentMails.Escalation(incident, services.NowMs()), cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Ok, Detail = $"Reminder {incident.Escalations}: nobody has asked for an unkill." };
    }
}
