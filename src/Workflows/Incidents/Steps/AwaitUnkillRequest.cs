namespace KillSwitch.Workflows.Incidents.Steps;

/// <summary>Waits until somebody asks for an unkill, or a further kill arrives.</summary>
public sealed class AwaitUnkillRequest(StepServices services)
{
    /// <summary>Stores the task token. What came earlier, a request or a kill, completes the task at once. Safe to run again.</summary>
    public Task<StepOutput> RunAsync(StepInput input, CancellationToken cancellationToken) =>
        services.WaitAsync(input, "Waits for an unkill request.", () => ActAsync(input, cancellationToken), cancellationToken);

    private async Task<StepOutput> ActAsync(StepInput input, CancellationToken cancellationToken)
    {
        var wait = new TaskWait(WaitKind.UnkillRequest, input.Token, input.Entered, input.Attempt, Answer: null);
        var change = await services.UpdateCarriedAsync<WaitStart>(
            input,
            (record, _) =>
            {
                var started = WaitDecider.AwaitRequest(record, wait);
                return new(started.Record, started.Result);
            },
            cancellationToken);
        if (change.Result is not { } start)
        {
            await services.SendAnswerAsync(wait with { Answer = new(StepOutcome.Superseded, null) }, cancellationToken);
            return StepFlow.Superseded(input);
        }
        if (start.IsNewest)
            await services.SendAnswerAsync(start.Wait, cancellationToken);
        return new StepOutput { Outcome = StepOutcome.Waiting, Detail = start.Wait.ToString() };
    }
}
