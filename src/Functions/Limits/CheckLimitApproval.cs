using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Functions.Limits;

/// <summary>Checks once more that enough others approved a change of a limit.</summary>
public sealed class CheckLimitApproval(LimitStepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) =>
        runner.RunAsync(LimitStepNames.CheckLimitApproval, input, context);
}
