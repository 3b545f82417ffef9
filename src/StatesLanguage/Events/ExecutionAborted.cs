namespace KillSwitch.StatesLanguage.Events;

/// <summary>Somebody stopped the execution.</summary>
public sealed record ExecutionAborted(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionAborted";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("executionAbortedEventDetails", details => details.Error(Error));
}
