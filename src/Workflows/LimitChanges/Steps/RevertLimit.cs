using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>A temporary change's time is over: puts what was before into the topic, unless the limit was changed meanwhile.</summary>
public sealed class RevertLimit(LimitServices services)
{
    /// <summary>Safe to run again: the version is stored before it is published, and a repeat publishes the same.</summary>
    /// <exception cref="Ports.LimitNotPublishedException">Run it again.</exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var move = await services.UpdateAsync(input, new ClaimLimitRevert(), cancellationToken);
        if (move.Result is not { } claim)
            return LimitStepRuns.Superseded(input);
        // What this has made void hears of it, whether or not the topic answers.
        await services.AnswerOthersAsync(move.Record, input.ChangeId, cancellationToken);
        return await services.PublishAsync(input, claim, cancellationToken);
    }
}
