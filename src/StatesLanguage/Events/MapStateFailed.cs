namespace KillSwitch.StatesLanguage.Events;

/// <summary>An iteration failed and no retry is left.</summary>
public sealed record MapStateFailed(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapStateFailed";
}
