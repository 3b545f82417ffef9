namespace KillSwitch.StatesLanguage.Events;

/// <summary>A flow that was given up is gone. History shows nothing of it.</summary>
public sealed record FrameDropped(EventHead Head) : ExecutionEvent(Head);
