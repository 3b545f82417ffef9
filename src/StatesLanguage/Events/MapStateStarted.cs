using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A Map begins.</summary>
public sealed record MapStateStarted(
    EventHead Head,
    JsonElement Items,
    string StartAt,
    int MaxConcurrency,
    ToleratedFailure Tolerated) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapStateStarted";

    internal override void WriteDetails(HistoryWriter writer) =>
        writer.Details("mapStateStartedEventDetails", details => details.Number("length", Items.GetArrayLength()));
}
