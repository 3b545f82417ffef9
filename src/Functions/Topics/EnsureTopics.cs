using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Topics;
using KillSwitch.Functions.Hosting;

namespace KillSwitch.Functions.Topics;

/// <summary>The topics' custom resource: the provider framework's isComplete handler, asked again until the cluster answers.</summary>
public sealed class EnsureTopics(TopicResource topics)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<TopicsCompletion> IsCompleteAsync(TopicsRequest request, ILambdaContext context) =>
        Ended.Of(HandleOneAsync(request, context));

    private async Task<TopicsCompletion> HandleOneAsync(TopicsRequest request, ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        return new TopicsCompletion(
            await topics.IsCompleteAsync(request.RequestType, request.ResourceProperties?.Partitions, NotYet, deadline.Token)
        );
    }

    private static void NotYet(string why) => Logger.LogWarning("{NotYet}", (object)why);
}
