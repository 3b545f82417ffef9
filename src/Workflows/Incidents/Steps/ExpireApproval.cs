using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>The wait for a decision is over. A decision that came in just before still counts; otherwise the request expires and the scope stays killed.</summary>
public sealed class ExpireApproval(StepServices services)
{
    /// <summary>Safe to run again.</summary>
    /// <exception cref="NotificationNotSentException">The request has expired; only the message was not sent.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateCarriedAsync<Incident>(
            input,
            (record, incident) =>
            {
                if (incident.FindRequest(input.RequestNumber) is not { IsOpen: true } open)
                    return new(record, incident);
                var expired = incident.With(open with { Status = RequestStatus.Expired, EndedTs = services.NowMs() }) with
                {
                    Phase = IncidentPhase.Killed,
                    Wait = null,
                };
                return new(record with { Incident = expired }, expired);
            },
            cancellationToken);
        if (change.Result is not { } incident)
            return StepFlow.Superseded(input);
        var request = incident.FindRequest(input.RequestNumber);
        var outcome = WaitDecider.OutcomeOf(request?.Status);
        if (outcome == StepOutcome.Expired && request is not null)
            await services.Notifier.NotifyAsync(IncidentMails.RequestEnded(incident, request, services.NowMs()), cancellationToken);
        return new StepOutput
        {
            Outcome = outcome,
            Detail = request is null ? "The request is no longer kept." : ApprovalDecider.HowItEnded(request),
            Request = input.RequestNumber,
        };
    }
}
