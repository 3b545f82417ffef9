namespace KillSwitch.StatesLanguage.Events;

/// <summary>A task is alive. History shows nothing of it.</summary>
public sealed record HeartbeatReceived(EventHead Head, DateTimeOffset NextBy) : ExecutionEvent(Head);
