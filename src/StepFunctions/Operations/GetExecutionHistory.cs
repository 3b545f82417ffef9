using System.Text.Json;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>What happened in an execution, oldest first, or newest first with reverseOrder.</summary>
internal sealed class GetExecutionHistory : IOperation
{
    public string Name => nameof(GetExecutionHistory);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var execution = Find.Execution(engine, request.Required("executionArn"));
        var reverse = request.Bool("reverseOrder", otherwise: false);
        var data = request.Bool("includeExecutionData", otherwise: true);
        var history = execution.History();
        var (page, next) = Paging.Of(request, reverse ? [.. history.Reverse()] : history, $"history {execution.Arn} {reverse}");
        answer.WriteStartArray("events");
        foreach (var happened in page)
            HistoryWriter.Write(answer, happened, data);
        answer.WriteEndArray();
        answer.NextToken(next);
        return Task.CompletedTask;
    }
}
