namespace KillSwitch.StatesLanguage.Events;

/// <summary>A branch has failed, and with it the others. History shows nothing of it.</summary>
public sealed record BranchFailed(EventHead Head, int Child, int Index, StatesError Error) : ExecutionEvent(Head);
