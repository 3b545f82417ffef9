namespace KillSwitch.StatesLanguage.Events;

/// <summary>An iteration has failed.</summary>
public sealed record MapIterationFailed(EventHead Head, string Name, int Index, int Child, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapIterationFailed";

    internal override void WriteDetails(HistoryWriter writer) => writer.Iteration("mapIterationFailedEventDetails", Name, Index);
}
