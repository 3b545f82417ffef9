using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Functions.Limits;

/// <summary>Ties an execution to its change of a limit.</summary>
public sealed class OpenLimitChange(LimitStepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) => runner.RunAsync(LimitStepNames.OpenLimitChange, input, context);
}
