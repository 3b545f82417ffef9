using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Functions.Hosting;

namespace KillSwitch.Functions.Identity;

/// <summary>Says who could approve.</summary>
public sealed class Approvers(CognitoApprovers directory)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<List<string>> ListAsync(ILambdaContext context) => Ended.Of(HandleOneAsync(context));

    private async Task<List<string>> HandleOneAsync(ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        return [.. (await directory.ListAsync(deadline.Token)).Select(person => person.Name)];
    }
}
