using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>
/// Checks once more, from what is stored, that enough people other than the requester approved, and that they still may. It was checked
/// when each decision was posted; here it holds even if a door was left open there.
/// </summary>
/// <param name="services">What steps work with.</param>
/// <param name="approvers">Who may approve; asked for when the step runs.</param>
public sealed class CheckLimitApproval(LimitServices services, Func<IApproverDirectory> approvers)
{
    private const int LastTryThatMinds = 3;

    /// <summary>Safe to run again. A change that fails the check is rejected, and the limit stays as it is.</summary>
    /// <exception cref="NotificationNotSentException">It is rejected; only the message was not sent, in the first tries.</exception>
    /// <exception cref="DirectoryUnavailableException">Who may approve is not known: the limit stays as it is until it is.</exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var now = await approvers().ListAsync(cancellationToken);
        var move = await services.UpdateAsync(input, new CheckLimitSeparation(now), cancellationToken);
        if (move.Result is not { } change)
            return LimitStepRuns.Superseded(input);
        if (change is { Request: { CheckFound: { } found } })
        {
            await services.TellEndedAsync(change, minds: input.Attempt <= LastTryThatMinds, cancellationToken);
            return new LimitStepOutput { Outcome = LimitChanging.NextOf(change), Detail = found };
        }
        var next = LimitChanging.NextOf(change);
        if (next == LimitNext.Check)
            next = change.Phase == LimitChangePhase.Requested ? LimitNext.Publish : LimitNext.Until;
        var detail = change.Request is { } request
            ? $"Asked for by {request.AskedBy}; {RequestWords.HowItEnded(request)}"
            : "There is nothing to check.";
        return new LimitStepOutput { Outcome = next, Detail = detail };
    }
}
