using System.Text.Json;
using KillSwitch.Local.StepFunctions.Runtime;
using KillSwitch.Local.StepFunctions.Wire;
using KillSwitch.StatesLanguage.Executions;

namespace KillSwitch.Local.StepFunctions.Operations;

/// <summary>Says that a waiting task is alive.</summary>
internal sealed class SendTaskHeartbeat : IOperation
{
    public string Name => nameof(SendTaskHeartbeat);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        WaitingTasks.SendAsync(engine, request, task => new Command.Heartbeat(task.Frame, task.Attempt), cancellationToken);
}
