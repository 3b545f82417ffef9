using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Notifications;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>
/// The wait for a decision is over. A decision that came in just before still counts; otherwise the request expires and the limit stays as
/// it is.
/// </summary>
public sealed class ExpireLimitApproval(LimitServices services)
{
    private const int LastTryThatMinds = 3;

    /// <summary>Safe to run again.</summary>
    /// <exception cref="NotificationNotSentException">It has expired; only the message was not sent, in the first tries.</exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var move = await services.UpdateAsync(input, new ExpireLimitRequest(), cancellationToken);
        if (move.Result is not { Request: { } request } change)
            return LimitStepRuns.Superseded(input);
        if (request.Status == RequestStatus.Expired)
            await services.TellEndedAsync(change, minds: input.Attempt <= LastTryThatMinds, cancellationToken);
        return new LimitStepOutput { Outcome = LimitChanging.NextOf(change), Detail = RequestWords.HowItEnded(request) };
    }
}
