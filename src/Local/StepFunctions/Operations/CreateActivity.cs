using System.Text.Json;
using KillSwitch.Local.StepFunctions.Journal;
using KillSwitch.Local.StepFunctions.Runtime;
using KillSwitch.Local.StepFunctions.Wire;

namespace KillSwitch.Local.StepFunctions.Operations;

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
