using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.Incidents.Effects;

namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Waits until somebody asks for an unkill, or a further kill arrives.</summary>
public sealed class AwaitUnkillRequest(IncidentServices services)
{
    /// <summary>Stores the task token. What came earlier, a request or a kill, completes the task at once. Safe to run again.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.WaitAsync(input, "Waits for an unkill request.", () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var wait = new TaskWait(WaitKind.UnkillRequest, input.Token, input.Entered, input.Attempt, Answer: null);
        var change = await services.UpdateAsync(input, new AwaitRequest(wait), cancellationToken);
        if (change.Result is not { } start)
        {
            await services.AnswerAsync(input.Token, new(StepOutcome.Superseded, null), cancellationToken);
            return StepFlow.Superseded(input);
        }
        if (start.IsNewest)
            await services.SendAnswerAsync(start.Wait, cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Waiting, Detail = start.Wait.ToString() };
    }
}
