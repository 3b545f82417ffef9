namespace KillSwitch.StatesLanguage.Events;

/// <summary>A branch failed and no retry is left.</summary>
public sealed record ParallelStateFailed(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ParallelStateFailed";
}
