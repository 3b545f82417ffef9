using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Fails a waiting task.</summary>
internal sealed class SendTaskFailure : IOperation
{
    public string Name => nameof(SendTaskFailure);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var error = new StatesError(Within(request, "error", Limits.ErrorLength), Within(request, "cause", Limits.CauseLength));
        return WaitingTasks.SendAsync(
            engine,
            request,
            task => new ExecutionCommand.FailTask(task.Frame, task.Attempt, error),
            cancellationToken
        );
    }

    private static string? Within(Request request, string name, int most) =>
        request.Optional(name) is { } text && text.Length > most
            ? throw Request.Constraint("***", name, $"Member must have length less than or equal to {most}")
            : request.Optional(name);
}
