using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>The versions of a state machine: none, as none can be published here. Terraform asks whenever it reads one.</summary>
internal sealed class ListStateMachineVersions : IOperation
{
    public string Name => nameof(ListStateMachineVersions);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        Find.Machine(engine, request.Required("stateMachineArn"));
        request.MaxResults();
        answer.WriteStartArray("stateMachineVersions");
        answer.WriteEndArray();
        return Task.CompletedTask;
    }
}
