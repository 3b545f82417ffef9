using System.Text.Json;

namespace KillSwitch.StepFunctions.Client;

/// <summary>An execution as DescribeExecution tells it.</summary>
/// <param name="Arn">The execution.</param>
/// <param name="StateMachineArn">Its state machine.</param>
/// <param name="Name">Its name, unique within the state machine.</param>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StoppedAt">When it ended; null while it runs.</param>
/// <param name="Input">What it was given.</param>
/// <param name="Output">What it gave, where it succeeded.</param>
/// <param name="Error">Why it failed, where it did.</param>
/// <param name="Cause">More of that, for people.</param>
/// <param name="RedriveCount">How many times it has been redriven.</param>
/// <param name="RedrivenAt">When it was, the last time.</param>
/// <param name="NotRedrivable">Why it cannot be redriven now; null where it can.</param>
public sealed record ExecutionDescription(
    string Arn,
    string StateMachineArn,
    string Name,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt,
    JsonElement Input,
    JsonElement? Output,
    string? Error,
    string? Cause,
    int RedriveCount,
    DateTimeOffset? RedrivenAt,
    string? NotRedrivable);
