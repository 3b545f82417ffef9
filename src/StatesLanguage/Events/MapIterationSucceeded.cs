using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>An iteration has ended.</summary>
public sealed record MapIterationSucceeded(EventHead Head, string Name, int Index, int Child, JsonElement Output) : ExecutionEvent(Head)
{
    public override string? HistoryType => "MapIterationSucceeded";

    internal override void WriteDetails(HistoryWriter writer) => writer.Iteration("mapIterationSucceededEventDetails", Name, Index);
}
