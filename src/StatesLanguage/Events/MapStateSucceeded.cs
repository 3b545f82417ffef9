using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>All iterations have ended.</summary>
public sealed record MapStateSucceeded(EventHead Head, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapStateSucceeded";
}
