using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Functions.Steps;

/// <summary>Tells operators and approvers of a kill.</summary>
public sealed class NotifyOperators(StepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) => runner.RunAsync(StepNames.NotifyOperators, input, context);
}
