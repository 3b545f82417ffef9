namespace KillSwitch.StatesLanguage.Events;

/// <summary>The execution ran longer than the definition's TimeoutSeconds.</summary>
public sealed record ExecutionTimedOut(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionTimedOut";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("executionTimedOutEventDetails", details => details.Error(Error));
}
