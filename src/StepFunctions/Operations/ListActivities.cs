using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>All activities, by name.</summary>
internal sealed class ListActivities : IOperation
{
    public string Name => nameof(ListActivities);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var (page, next) = Paging.Of(request, engine.Catalogue.Activities, "activities");
        answer.WriteStartArray("activities");
        foreach (var activity in page)
        {
            answer.WriteStartObject();
            DescribeActivity.Write(answer, activity);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        answer.NextToken(next);
        return Task.CompletedTask;
    }
}
