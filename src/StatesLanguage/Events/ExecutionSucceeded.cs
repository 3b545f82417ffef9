using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>The execution ended well.</summary>
public sealed record ExecutionSucceeded(EventHead Head, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionSucceeded";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("executionSucceededEventDetails", details => details.Data("output", Output));
}
