using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Functions.Steps;

/// <summary>Last step: closes the incident.</summary>
public sealed class CloseIncident(StepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) => runner.RunAsync(StepNames.CloseIncident, input, context);
}
