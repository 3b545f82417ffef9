using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>All state machines, by name.</summary>
internal sealed class ListStateMachines : IOperation
{
    public string Name => nameof(ListStateMachines);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var (page, next) = Paging.Of(request, engine.Catalogue.Machines, "machines");
        answer.WriteStartArray("stateMachines");
        foreach (var machine in page)
        {
            answer.WriteStartObject();
            answer.WriteString("stateMachineArn", machine.Arn);
            answer.WriteString("name", machine.Name);
            answer.WriteString("type", machine.Type);
            answer.Time("creationDate", machine.CreatedAt);
            answer.WriteEndObject();
        }
        answer.WriteEndArray();
        answer.NextToken(next);
        return Task.CompletedTask;
    }
}
