using System.Text.Json;
using KillSwitch.StatesLanguage.Definitions;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>The service has taken the task; its token is awaited.</summary>
public sealed record TaskSubmitted(EventHead Head, TaskResource Resource, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => "TaskSubmitted";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("taskSubmittedEventDetails", details =>
    {
        details.Data("output", Output);
        details.Resource(Resource);
    });
}
