using KillSwitch.Workflows.LimitChanges.Effects;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>Last step: the change leaves its limit's record, and its document is kept.</summary>
public sealed class CloseLimitChange(LimitServices services)
{
    /// <summary>Safe to run again. A change that is not at its end goes on instead.</summary>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var move = await services.UpdateAsync(input, new Deciding.CloseLimitChange(), cancellationToken);
        if (move.Result is not { } change)
            return LimitStepRuns.Superseded(input);
        return new LimitStepOutput
        {
            Outcome = change.EndedTs is null ? Deciding.LimitChanging.NextOf(change) : LimitNext.Done,
            Detail = LimitWords.HowItStands(change),
        };
    }
}
