using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Functions.Steps;

/// <summary>Checks once more that enough others approved.</summary>
public sealed class CheckSeparationOfDuties(StepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) =>
        runner.RunAsync(StepNames.CheckSeparationOfDuties, input, context);
}
