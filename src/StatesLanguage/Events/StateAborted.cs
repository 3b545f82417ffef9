namespace KillSwitch.StatesLanguage.Events;

/// <summary>A state was given up because something beside it failed.</summary>
public sealed record StateAborted(EventHead Head, string Type) : ExecutionEvent(Head)
{
    public override string? HistoryType => Type + "StateAborted";
}
