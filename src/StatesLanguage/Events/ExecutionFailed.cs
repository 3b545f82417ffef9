namespace KillSwitch.StatesLanguage.Events;

/// <summary>The execution ended with an error that nothing caught.</summary>
public sealed record ExecutionFailed(EventHead Head, StatesError Error) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionFailed";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("executionFailedEventDetails", details => details.Error(Error));
}
