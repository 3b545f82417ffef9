using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StatesLanguage.Events;
using KillSwitch.StatesLanguage.Executions;

namespace KillSwitch.StepFunctions.Operations;

/// <summary>Members that several operations answer with.</summary>
public static class Answers
{
    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset time) =>
        json.WriteNumber(name, HistoryWriter.Epoch(time));

    /// <summary>Of a state, not of an execution: that one moves on between two looks at it, and an answer tells of one moment.</summary>
    public static string StatusOf(ExecutionState state) => state.Status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        _ => "RUNNING",
    };

    /// <summary>How often an execution was redriven, and when the last time.</summary>
    public static void Redrives(this Utf8JsonWriter json, ExecutionState state)
    {
        json.WriteNumber("redriveCount", state.RedriveCount);
        if (state.RedrivenAt is { } at)
            json.Time("redriveDate", at);
    }

    /// <summary>A text of JSON as an object; nothing where there is none.</summary>
    public static void Raw(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is null)
            return;
        json.WritePropertyName(name);
        Json.Parse(text).WriteTo(json);
    }

    public static void NextToken(this Utf8JsonWriter json, string? token)
    {
        if (token is not null)
            json.WriteString("nextToken", token);
    }
}
