namespace KillSwitch.StatesLanguage.Events;

/// <summary>An iteration was given up because another failed.</summary>
public sealed record MapIterationAborted(EventHead Head, string Name, int Index) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapIterationAborted";

    internal override void WriteDetails(HistoryWriter writer) => writer.Iteration("mapIterationAbortedEventDetails", Name, Index);
}
