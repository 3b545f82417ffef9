using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>All branches have ended.</summary>
public sealed record ParallelStateSucceeded(EventHead Head, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ParallelStateSucceeded";
}
