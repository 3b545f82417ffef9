namespace KillSwitch.StatesLanguage.Events;

/// <summary>A failed state is tried again. History shows nothing of it.</summary>
public sealed record RetryStarted(EventHead Head) : ExecutionEvent(Head);
