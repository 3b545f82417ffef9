using System.Text.Json;

namespace KillSwitch.StatesLanguage.Events;

/// <summary>The branches of a Parallel begin, each as a frame of its own, numbered from <paramref name="FirstChild"/>.</summary>
public sealed record ParallelStateStarted(EventHead Head, JsonElement Input, IReadOnlyList<string> StartAt, int FirstChild)
    : ExecutionEvent(Head)
{
    public override string? HistoryType => "ParallelStateStarted";
}
