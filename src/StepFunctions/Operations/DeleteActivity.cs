using System.Text.Json;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Deletes an activity; one that is not there is deleted already.</summary>
internal sealed class DeleteActivity : IOperation
{
    public string Name => nameof(DeleteActivity);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var arn = Request.CheckedArn(request.Required("activityArn"), "activity");
        if (!engine.ActivityList.ContainsKey(arn))
            return;
        await engine.Journal.AppendAsync(new JournalRecord.ActivityDeleted(arn)).ConfigureAwait(false);
        engine.ActivityList.TryRemove(arn, out _);
    }
}
