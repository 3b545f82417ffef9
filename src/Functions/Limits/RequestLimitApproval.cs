using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Functions.Limits;

/// <summary>Asks approvers to decide about a change of a limit, and waits.</summary>
public sealed class RequestLimitApproval(LimitStepRunner runner)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task<Stream> RunAsync(Stream input, ILambdaContext context) =>
        runner.RunAsync(LimitStepNames.RequestLimitApproval, input, context);
}
