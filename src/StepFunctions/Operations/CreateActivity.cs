using System.Text.Json;
using KillSwitch.StepFunctions.Resources;
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
        var asked = new Activity(engine.Arns.Activity(name), name, engine.Clock.GetUtcNow());
        var activity = await engine.Catalogue.CreateAsync(asked, TagList.Read(request), cancellationToken).ConfigureAwait(false);
        answer.WriteString("activityArn", activity.Arn);
        answer.Time("creationDate", activity.CreatedAt);
    }
}
