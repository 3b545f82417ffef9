using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>Puts the new limit into its topic. When it returns, no router that starts a batch goes by what was before.</summary>
public sealed class PublishLimit(LimitServices services)
{
    /// <summary>Safe to run again: the version is stored before it is published, and a repeat publishes the same.</summary>
    /// <exception cref="Ports.LimitNotPublishedException">Run it again.</exception>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var move = await services.UpdateAsync(input, new ClaimLimit(), cancellationToken);
        return move.Result is { } claim
            ? await services.PublishAsync(input, claim, cancellationToken)
            : LimitStepRuns.Superseded(input);
    }
}
