namespace KillSwitch.StatesLanguage.Events;

/// <summary>A Wait state waits. History shows nothing of it.</summary>
public sealed record WaitStarted(EventHead Head, DateTimeOffset Until) : ExecutionEvent(Head);
