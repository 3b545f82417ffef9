using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>A state ended: the flow goes on with <paramref name="Next"/>, or ends where that is null.</summary>
public sealed record StateExited(
    EventHead Head,
    string Type,
    string Name,
    JsonElement Output,
    IReadOnlyDictionary<string, JsonElement>? Assigned,
    string? Next) : ExecutionEvent(Head)
{
    public override string? HistoryType => Type + "StateExited";

    internal override void WriteDetails(HistoryWriter writer) => writer.Details("stateExitedEventDetails", details =>
    {
        details.Assigned(Assigned);
        details.Text("name", Name);
        details.Data("output", Output);
    });
}
