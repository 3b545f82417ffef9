using System.Text.Json;
using KillSwitch.StepFunctions.Resources;
using KillSwitch.StepFunctions.Runtime;
using KillSwitch.StepFunctions.Wire;

namespace KillSwitch.StepFunctions.Operations;

internal sealed class DescribeActivity : IOperation
{
    public string Name => nameof(DescribeActivity);

    public Task HandleAsync(Engine engine, Request request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        Write(answer, Find.Activity(engine, request.Required("activityArn")));
        answer.Raw("encryptionConfiguration", DescribeStateMachine.OwnedKey);
        return Task.CompletedTask;
    }

    public static void Write(Utf8JsonWriter answer, Activity activity)
    {
        answer.WriteString("activityArn", activity.Arn);
        answer.WriteString("name", activity.Name);
        answer.Time("creationDate", activity.CreatedAt);
    }
}
