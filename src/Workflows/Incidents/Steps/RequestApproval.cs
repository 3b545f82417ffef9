using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Puts an unkill request to the approvers and waits for their decision.</summary>
public sealed class RequestApproval(IncidentServices services)
{
    private const int LastTryThatMinds = 3;

    /// <summary>
    /// Stores the task token, then sends the approvers the link. A request decided or voided in the meantime completes the task
    /// at once. Safe to run again.
    /// </summary>
    /// <exception cref="NotificationNotSentException">
    /// The approvers could not be told, in the first tries. After those it waits all the same: the request and its link stand
    /// under <c>/incidents</c>, and can be decided there.
    /// </exception>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.WaitAsync(
            input,
            $"Puts unkill request {input.Request} to the approvers.",
            () => ActAsync(input, cancellationToken),
            cancellationToken
        );

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var wait = new TaskWait(WaitKind.Approval, input.Token, input.Entered, input.Attempt, Answer: null);
        var change = await services.UpdateAsync(
            input, new AwaitDecision(wait, input.RequestNumber, services.Settings.ApprovalLifetime), cancellationToken);
        if (change.Result is not { } start)
        {
            await services.AnswerAsync(input.Token, new(StepOutcome.Superseded, null), cancellationToken);
            return StepFlow.Superseded(input);
        }
        if (!start.IsNewest)
            return new StepOutput { Outcome = StepOutcome.Waiting, Detail = "A newer try waits already." };
        if (start.Wait.Answer is not null)
            await services.SendAnswerAsync(start.Wait, cancellationToken);
        else
            await TellApproversAsync(input, change.Record.Incident!, cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Waiting, Detail = start.Wait.ToString() };
    }

    private async Task TellApproversAsync(StepInput input, Incident incident, CancellationToken cancellationToken)
    {
        var request = incident.FindRequest(input.RequestNumber)!;
        var link = services.Links.Write(new ApprovalLink(incident.IncidentId, request.Number, request.ExpiresTs!.Value));
        try
        {
            await services.Notifier.NotifyAsync(
                IncidentMails.ApprovalRequested(incident, request, link, services.NowMs()),
                cancellationToken
            );
        }
        catch (NotificationNotSentException) when (input.Attempt > LastTryThatMinds)
        {
            // The tries before were audited as failed; waiting on is better than a request that nobody could decide.
        }
    }
}
