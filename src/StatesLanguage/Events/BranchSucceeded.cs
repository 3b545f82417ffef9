using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A branch has ended. History shows nothing of it.</summary>
public sealed record BranchSucceeded(EventHead Head, int Child, int Index, JsonElement Output) : ExecutionEvent(Head);
