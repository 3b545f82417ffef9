using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>First step: ties the execution to its incident and says how patient the flow is.</summary>
public sealed class OpenIncident(IncidentServices services)
{
    /// <summary>Safe to run again.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.RunAsync(input, () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var record = await services.Scopes.LoadAsync(input.Scope, cancellationToken);
        var binding = services.UpdateAsync(input, record, new BindExecution(input.ExecutionArn), cancellationToken);
        // Whoever started the execution does it, too, but may have died meanwhile, and once it is bound nobody starts it again.
        var findable = record.OpenIncident is { } incident && input.Carrier.Carries(incident)
            ? services.MakeFindableAsync(incident, cancellationToken)
            : Task.CompletedTask;
        await Task.WhenAll(binding, findable);
        var change = await binding;
        if (change.Result is not { } carried)
            return StepFlow.Superseded(input);
        // An execution that took over while ACTIVE was being published must not publish KILLED again without a new cause.
        var resumes = carried.Phase == IncidentPhase.Restoring;
        return new StepOutput
        {
            Outcome = resumes ? StepOutcome.ResumeRestoring : StepOutcome.Ok,
            Detail = resumes
                ? "Took over while trading was being restored."
                : $"Opened for {carried.FirstCause.TriggeredBy}: {carried.FirstCause.Reason}",
            CausedBy = carried.FirstCause.TriggeredBy,
            CmdId = carried.FirstCause.CmdId,
            Request = resumes ? carried.CurrentRequest?.Number : null,
            UnkillReminderSeconds = (int)services.Settings.UnkillReminder.TotalSeconds,
            ApprovalSeconds = (int)services.Settings.ApprovalLifetime.TotalSeconds,
        };
    }
}
