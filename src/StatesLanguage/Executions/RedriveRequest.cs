namespace KillSwitch.StatesLanguage.Executions;

/// <summary>A redrive that was granted.</summary>
/// <param name="ClientToken">Whoever asks with it again is told of this one.</param>
/// <param name="At">When it was.</param>
public sealed record RedriveRequest(string ClientToken, DateTimeOffset At);
