using Amazon.Lambda.Annotations;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Topics;

namespace KillSwitch.Functions.Topics;

/// <summary>
/// The topics' custom resource: the provider framework's onEvent handler. It only names the resource; <see cref="EnsureTopics"/>
/// does the work.
/// </summary>
public sealed class BeginTopics
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public TopicsAnswer OnEvent(TopicsRequest request) => new(request.PhysicalResourceId ?? TopicResource.PhysicalId);
}
