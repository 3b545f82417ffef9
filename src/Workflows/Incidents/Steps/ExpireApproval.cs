using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>
/// The wait for a decision is over. A decision that came in just before still counts; otherwise the request expires and the scope
/// stays killed.
/// </summary>
public sealed class ExpireApproval(IncidentServices services)
{
    /// <summary>Safe to run again.</summary>
    /// <exception cref="NotificationNotSentException">The request has expired; only the message was not sent.</exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var change = await services.UpdateAsync(input, new Expire(input.RequestNumber), cancellationToken);
        if (change.Result is not { } ended)
            return StepFlow.Superseded(input);
        var request = ended.Request;
        if (ended.Outcome == StepOutcome.Expired && request is not null)
            await services.Notifier.NotifyAsync(IncidentMails.RequestEnded(ended.Incident, request, services.NowMs()), cancellationToken);
        return new StepOutput
        {
            Outcome = ended.Outcome,
            Detail = request is null ? "The request is no longer kept." : RequestWords.HowItEnded(request),
            Request = input.RequestNumber,
        };
    }
}
