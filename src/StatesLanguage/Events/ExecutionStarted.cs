using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>The execution began.</summary>
public sealed record ExecutionStarted(
    EventHead Head,
    ExecutionIdentity Execution,
    JsonElement Input,
    string StartAt,
    DateTimeOffset? TimesOutAt) : ExecutionEvent(Head)
{
    public override string? HistoryType => "ExecutionStarted";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("executionStartedEventDetails", details =>
    {
        details.Data("input", Input);
        details.Text("roleArn", Execution.RoleArn);
    });
}
