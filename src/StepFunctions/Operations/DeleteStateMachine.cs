using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>
/// Deletes a state machine; one that is not there is deleted already. Its executions go on by the revision they began with.
/// </summary>
internal sealed class DeleteStateMachine : IOperation
{
    public string Name => nameof(DeleteStateMachine);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        engine.Catalogue.DeleteMachineAsync(Request.CheckedArn(request.Required("stateMachineArn"), "stateMachine"), cancellationToken);
}
