namespace KillSwitch.StatesLanguage.Events;

/// <summary>A flow ends with an error: what follows is up to the state around it. History shows nothing of it.</summary>
public sealed record FlowFailed(EventHead Head, StatesError Error) : ExecutionEvent(Head);
