using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Executions;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class DescribeExecution : IOperation
{
    public string Name => nameof(DescribeExecution);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var execution = Find.Execution(engine, request.Required("executionArn"));
        var state = execution.State;
        answer.WriteString("executionArn", execution.Arn);
        answer.WriteString("stateMachineArn", execution.Machine.Arn);
        answer.WriteString("name", execution.Name);
        answer.WriteString("status", Answers.StatusOf(state));
        answer.Time("startDate", state.StartedAt);
        if (state.StoppedAt is { } stopped)
            answer.Time("stopDate", stopped);
        answer.WriteString("input", execution.InputText);
        Included(answer, "inputDetails");
        if (state.Output is { } output)
        {
            answer.WriteString("output", Json.Text(output));
            Included(answer, "outputDetails");
        }
        if (state.Error?.Error is { } error)
            answer.WriteString("error", error);
        if (state.Error?.Cause is { } cause)
            answer.WriteString("cause", cause);
        answer.Redrives(state);
        if (Redrives.WhyNot(state, engine.Clock.GetUtcNow()) is { } why)
        {
            answer.WriteString("redriveStatus", "NOT_REDRIVABLE");
            answer.WriteString("redriveStatusReason", why);
        }
        else
            answer.WriteString("redriveStatus", "REDRIVABLE");
        return Task.CompletedTask;
    }

    private static void Included(Utf8JsonWriter answer, string name)
    {
        answer.WriteStartObject(name);
        answer.WriteBoolean("included", true);
        answer.WriteEndObject();
    }
}
