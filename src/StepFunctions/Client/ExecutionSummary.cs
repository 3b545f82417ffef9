namespace KillSwitch.StepFunctions.Client;

/// <summary>An execution as ListExecutions tells it.</summary>
public sealed record ExecutionSummary(string Arn, string Name, string Status, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt);
