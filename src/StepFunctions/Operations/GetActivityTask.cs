using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Hands a worker the activity's oldest task, waiting up to a minute for one; an empty answer if none came.</summary>
internal sealed class GetActivityTask : IOperation
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(60);

    public string Name => nameof(GetActivityTask);

    public bool HandsTokensOut => true;

    public async Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var activity = Find.Activity(engine, request.Required("activityArn"));
        var task = await engine
            .Activities.TakeAsync(activity.Arn, request.Optional("workerName"), Poll, engine.Clock, cancellationToken)
            .ConfigureAwait(false);
        if (task is null)
            return;
        answer.WriteString("taskToken", task.Token);
        answer.WriteString("input", Json.Text(task.Parameters));
    }
}
