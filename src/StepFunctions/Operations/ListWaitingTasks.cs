using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>
/// The tasks of an execution that somebody outside may complete, with their tokens, for whoever does so by hand. The service has no such
/// operation; there, tokens stand in histories. Of state machines whose tokens are kept, nobody is told any.
/// </summary>
internal sealed class ListWaitingTasks : IOperation
{
    public string Name => nameof(ListWaitingTasks);

    public bool HandsTokensOut => true;

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var execution = Find.Execution(engine, request.Required("executionArn"));
        if (engine.KeepsTokensOf.Contains(execution.Machine.Name))
            throw new WireException(
                "AccessDeniedException",
                $"The task tokens of {execution.Machine.Name} are for those alone to whom its definition gives them."
            );
        answer.WriteStartArray("tasks");
        foreach (var task in WaitingTask.Of(execution.State))
            Write(answer, task);
        answer.WriteEndArray();
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter answer, WaitingTask task)
    {
        answer.WriteStartObject();
        answer.WriteString("name", TaskToken.NameOf(task.Token));
        answer.WriteString("taskToken", task.Token);
        answer.WriteString("stateName", task.State);
        answer.WriteString("resource", task.Request.Resource.Text);
        answer.WriteString("input", Json.Text(task.Request.Parameters));
        answer.Time("enteredDate", task.EnteredAt);
        answer.WriteEndObject();
    }
}
