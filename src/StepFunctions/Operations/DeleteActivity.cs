using System.Text.Json;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Deletes an activity; one that is not there is deleted already.</summary>
internal sealed class DeleteActivity : IOperation
{
    public string Name => nameof(DeleteActivity);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        engine.Catalogue.DeleteActivityAsync(Request.CheckedArn(request.Required("activityArn"), "activity"), cancellationToken);
}
