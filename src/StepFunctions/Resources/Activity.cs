namespace KillSwitch.StepFunctions.Resources;

/// <summary>An activity: tasks that workers poll for.</summary>
internal sealed record Activity(string Arn, string Name, DateTimeOffset CreatedAt);
