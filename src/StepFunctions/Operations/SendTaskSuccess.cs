using System.Text;
using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Completes a waiting task. It returns when the completion is in the journal.</summary>
internal sealed class SendTaskSuccess : IOperation
{
    public string Name => nameof(SendTaskSuccess);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var text = request.Required("output");
        if (Encoding.UTF8.GetByteCount(text) > Limits.PayloadBytes)
            throw Request.Constraint("***", "output", $"Member must have length less than or equal to {Limits.PayloadBytes}");
        if (!Json.TryParse(text, out var output))
            throw new WireException("InvalidOutput", "Invalid Output: 'Expected a JSON value'");
        await WaitingTasks
            .SendAsync(engine, request, task => new ExecutionCommand.SucceedTask(task.Frame, task.Attempt, output), cancellationToken)
            .ConfigureAwait(false);
    }
}
