using System.Text.Json;
using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Each history by itself: no event is missing, each follows from one before it, and it ends or waits as its status says.
/// </summary>
internal sealed class HistoriesAreComplete : IPromise
{
    private static readonly string[] Terminal = ["ExecutionSucceeded", "ExecutionFailed", "ExecutionAborted", "ExecutionTimedOut"];

    public string Name => "Every execution ended well or waits, with a complete history";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding();
        foreach (var execution in facts.Executions)
        {
            var events = execution.Events.EnumerateArray().ToList();
            finding.Looked(events.Count);
            if (Problem(execution.Status, events) is { } problem)
                finding.Wrong($"{execution.Name} ({execution.Status}): {problem}");
        }
        return finding.Result(Name, "Event by event.", options.Expected.Kill, "there is no execution");
    }

    private static string? Problem(string status, List<JsonElement> events)
    {
        if (events.Count == 0 || TypeOf(events[0]) != "ExecutionStarted")
            return "its history does not begin with ExecutionStarted.";
        for (var i = 0; i < events.Count; i++)
        {
            var (id, previous) = (events[i].GetProperty("id").GetInt64(), events[i].GetProperty("previousEventId").GetInt64());
            if (id != i + 1)
                return $"event {i + 1} of its history has id {id}.";
            // Step Functions lets a failed evaluation follow what its state followed, which for the first state is nothing.
            var followsNothing = i <= 1 || TypeOf(events[i]) == "EvaluationFailed";
            if (previous < 0 || previous >= id || (previous == 0 && !followsNothing))
                return $"event {id} ({TypeOf(events[i])}) says that it follows {previous}.";
            if (i < events.Count - 1 && Terminal.Contains(TypeOf(events[i])) && TypeOf(events[i + 1]) != "ExecutionRedriven")
                return $"event {id} is {TypeOf(events[i])}, and {events.Count - i - 1} more follow.";
        }
        var last = TypeOf(events[^1]);
        return status switch
        {
            "SUCCEEDED" => last == "ExecutionSucceeded" ? NotLeft(events) : $"its history ends with {last}.",
            "RUNNING" => last == "TaskSubmitted" ? null : $"it does not wait for people: its history ends with {last}.",
            _ => $"it ended with {last}.",
        };
    }

    /// <summary>States follow each other: each is left before the next is entered.</summary>
    private static string? NotLeft(List<JsonElement> events)
    {
        string? inside = null;
        foreach (var e in events)
        {
            if (e.TryGetProperty("stateEnteredEventDetails", out var entered))
            {
                if (inside is not null)
                    return $"event {e.GetProperty("id")} enters {entered.GetProperty("name")} before {inside} was left.";
                inside = entered.GetProperty("name").GetString();
            }
            else if (e.TryGetProperty("stateExitedEventDetails", out var exited))
            {
                if (exited.GetProperty("name").GetString() != inside)
                    return $"event {e.GetProperty("id")} leaves {exited.GetProperty("name")}, which had not been entered.";
                inside = null;
            }
        }
        return inside is null ? null : $"{inside} was never left.";
    }

    private static string TypeOf(JsonElement e) => e.GetProperty("type").GetString()!;
}
