using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>Puts a change to the approvers and waits for their decision.</summary>
public sealed class RequestLimitApproval(LimitServices services)
{
    private const int LastTryThatMinds = 3;

    /// <summary>
    /// Stores the task token, then sends the approvers the link. A change decided or voided in the meantime completes the task at once.
    /// Safe to run again.
    /// </summary>
    /// <exception cref="NotificationNotSentException">
    /// The approvers could not be told, in the first tries. After those it waits all the same: the change and its link stand under
    /// <c>/limits</c>, and can be decided there.
    /// </exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.WaitAsync(input, "Puts the change to the approvers.", () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var wait = new TaskWait(WaitKind.Approval, input.Token, input.Entered, input.Attempt, Answer: null);
        var move = await services.UpdateAsync(
            input, new AwaitLimitDecision(wait, services.Settings.ApprovalLifetime), cancellationToken);
        if (move.Result is not { Start: var start, Change: var change })
        {
            await services.AnswerAsync(input.Token, new(StepOutcome.Superseded, null), cancellationToken);
            return LimitStepRuns.Superseded(input);
        }
        if (!start.IsNewest)
            return Waiting("A newer try waits already.");
        if (start.Wait.Answer is not null)
            await services.SendAnswerAsync(start.Wait, cancellationToken);
        else
            await TellApproversAsync(input, change, cancellationToken);
        return Waiting(start.Wait.ToString());
    }

    private static LimitStepOutput Waiting(string detail) => new() { Outcome = LimitNext.Waiting, Detail = detail };

    private async Task TellApproversAsync(LimitStepInput input, LimitChange change, CancellationToken cancellationToken)
    {
        var request = change.Request!;
        var link = services.Links.Write(new ApprovalLink(change.ChangeId, request.Number, request.ExpiresTs!.Value));
        try
        {
            await services.Notifier.NotifyAsync(LimitMails.ApprovalRequested(change, link, services.NowMs()), cancellationToken);
        }
        catch (NotificationNotSentException) when (input.Attempt > LastTryThatMinds)
        {
            // The tries before were audited as failed; waiting on is better than a change that nobody could decide.
        }
    }
}
