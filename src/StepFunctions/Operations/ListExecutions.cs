using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>The executions of a state machine, the latest first.</summary>
internal sealed class ListExecutions : IOperation
{
    private static readonly string[] Statuses = ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"];

    public string Name => nameof(ListExecutions);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var status = request.Optional("statusFilter");
        if (status is not null && !Statuses.Contains(status))
            throw Request.Constraint(status, "statusFilter", $"Member must satisfy enum value set: [{string.Join(", ", Statuses)}]");
        var machine = Find.Machine(engine, request.Required("stateMachineArn"));
        var all = engine.Executions.Values
            .Where(e => e.Machine.Arn == machine.Arn)
            .Select(e => (e.Arn, e.Name, e.State))
            .Where(e => e.State.Execution is not null && (status is null || Answers.StatusOf(e.State) == status))
            .OrderByDescending(e => e.State.StartedAt)
            .ThenBy(e => e.Name, StringComparer.Ordinal)
            .ToList();
        var (page, next) = Paging.Of(request, all, $"executions {machine.Arn} {status}");
        answer.WriteStartArray("executions");
        foreach (var (arn, name, state) in page)
        {
            answer.WriteStartObject();
            answer.WriteString("executionArn", arn);
            answer.WriteString("stateMachineArn", machine.Arn);
            answer.WriteString("name", name);
            answer.WriteString("status", Answers.StatusOf(state));
            answer.Time("startDate", state.StartedAt);
            if (state.StoppedAt is { } stopped)
                answer.Time("stopDate", stopped);
            answer.Redrives(state);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        answer.NextToken(next);
        return Task.CompletedTask;
    }
}
