using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Functions.Limits;

/// <summary>Tells people how a change of a limit stands.</summary>
public sealed class NotifyLimitChange(LimitStepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) => runner.RunAsync(LimitStepNames.NotifyLimitChange, input, context);
}
