using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>An iteration of a Map begins, as a frame of its own.</summary>
public sealed record MapIterationStarted(EventHead Head, string Name, int Index, int Child, JsonElement Input) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapIterationStarted";

    internal override void WriteDetails(HistoryWriter writer) => writer.Iteration("mapIterationStartedEventDetails", Name, Index);
}
