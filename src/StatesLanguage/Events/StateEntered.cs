using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A state began.</summary>
public sealed record StateEntered(EventHead Head, string Type, string Name, JsonElement Input) : ExecutionEvent(Head)
{
    public override string? HistoryType => Type + "StateEntered";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("stateEnteredEventDetails", details =>
    {
        details.Data("input", Input);
        details.Text("name", Name);
    });
}
