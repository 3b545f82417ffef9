using System.Text.Json;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Creates an activity; creating it again is harmless.</summary>
internal sealed class CreateActivity : IOperation
{
    public string Name => nameof(CreateActivity);

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var name = Request.CheckedName(request.Required("name"));
        var arn = engine.Arns.Activity(name);
        await engine.Changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!engine.ActivityList.TryGetValue(arn, out var activity))
            {
                activity = new Activity(arn, name, engine.Clock.GetUtcNow());
                await engine.Journal.AppendAsync(new JournalRecord.ActivitySaved(activity)).ConfigureAwait(false);
                engine.ActivityList[arn] = activity;
                await CreateStateMachine.SaveTagsAsync(engine, arn, TagList.Read(request)).ConfigureAwait(false);
            }
            answer.WriteString("activityArn", arn);
            answer.Time("creationDate", activity.CreatedAt);
        }
        finally
        {
            engine.Changing.Release();
        }
    }
}
