using System.Text.Json;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Says that a waiting task is alive.</summary>
internal sealed class SendTaskHeartbeat : IOperation
{
    public string Name => nameof(SendTaskHeartbeat);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        WaitingTasks.SendAsync(engine, request, task => new ExecutionCommand.Heartbeat(task.Frame, task.Attempt), cancellationToken);
}
