namespace KillSwitch.StatesLanguage.Events;

/// <summary>A failed state is to be tried again. History shows nothing of it.</summary>
public sealed record RetryScheduled(EventHead Head, int Retrier, DateTimeOffset Due) : ExecutionEvent(Head);
