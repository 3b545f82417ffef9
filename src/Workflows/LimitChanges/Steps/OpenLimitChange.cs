using System.Globalization;
using KillSwitch.Workflows.LimitChanges.Deciding;
using KillSwitch.Workflows.LimitChanges.Effects;

namespace KillSwitch.Workflows.LimitChanges.Steps;

/// <summary>First step: ties the execution to its change and says where that stands.</summary>
public sealed class OpenLimitChange(LimitServices services)
{
    /// <summary>Safe to run again.</summary>
    public Task<LimitStepOutput> RunAsync(LimitStepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<LimitStepOutput> ActAsync(LimitStepInput input, CancellationToken cancellationToken)
    {
        var move = await services.UpdateAsync(input, new BindLimitExecution(input.ExecutionArn), cancellationToken);
        if (move.Result is not { } change)
            return LimitStepRuns.Superseded(input);
        // Whoever started the execution does it, too, but may have died meanwhile, and once it is bound nobody starts it again.
        await services.MakeFindableAsync(change, cancellationToken);
        return new LimitStepOutput
        {
            Outcome = LimitChanging.NextOf(change),
            Detail = $"{LimitWords.Change(change)}, {(change.Tighter ? "tighter" : "looser")}, for {change.AskedBy}: {change.Reason}",
            CausedBy = change.AskedBy,
            ApprovalSeconds = ApprovalSeconds(change),
            Until = DateTimeOffset.FromUnixTimeMilliseconds(change.Until ?? change.AskedTs)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Whole seconds, as Step Functions counts them; not beyond the change's own end.</summary>
    private int ApprovalSeconds(LimitChange change)
    {
        var lifetime = services.Settings.ApprovalLifetime.TotalSeconds;
        var left = change.Until is { } until ? Math.Ceiling((until - services.NowMs()) / 1_000d) : lifetime;
        return (int)Math.Max(1, Math.Min(lifetime, left));
    }
}
