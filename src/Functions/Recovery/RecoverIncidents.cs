using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Functions.Hosting;
using KillSwitch.Workflows.Incidents.Recovery;
using KillSwitch.Workflows.LimitChanges.Recovery;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Functions.Recovery;

/// <summary>
/// Brings topic and executions back in line with the open incidents, and executions with the changes of limits, every minute. One at a
/// time.
/// </summary>
public sealed class RecoverIncidents(IncidentRecovery recovery, LimitRecovery limits)
{
    [LambdaFunction]
    [Logging(ClearState = true)]
    [Metrics(Namespace = Measures.Namespace)]
    [Tracing(CaptureMode = TracingCaptureMode.Error)]
    public Task RunAsync(ILambdaContext context) => Ended.Of(HandleOneAsync(context));

    private async Task HandleOneAsync(ILambdaContext context)
    {
        using var deadline = Deadline.Of(context);
        var report = await recovery.RunAsync(isStart: false, deadline.Token);
        IReadOnlyList<Scope> repaired =
        [
            .. report.Republished,
            .. report.Repaired,
            .. report.Enforced,
            .. report.Adopted,
            .. report.ExecutionsStarted,
        ];
        Measured.Count(Measures.Repairs, repaired.Count);
        // As an object: a text would be taken for keys of the log line.
        if (repaired.Count > 0)
            Logger.LogWarning("Repaired {Scopes}", (object)string.Join(", ", repaired));
        // After the kills: whatever is wrong with limits, those have been seen to.
        var changes = await limits.RunAsync(deadline.Token);
        Measured.Count(Measures.Repairs, changes.ExecutionsStarted.Count);
        if (changes.ExecutionsStarted.Count > 0)
            Logger.LogWarning("Started again {Changes}", (object)string.Join(", ", changes.ExecutionsStarted));
    }
}
