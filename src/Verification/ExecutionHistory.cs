using System.Globalization;
using System.Text.Json;

namespace KillSwitch.Verification;

/// <summary>Reads the events of GetExecutionHistory as far as the checks need them.</summary>
internal static class ExecutionHistory
{
    /// <summary>The Task states in the order they were entered, and when they were left; null for one that was not.</summary>
    public static List<EnteredTask> TasksEntered(ExecutionEvidence execution)
    {
        var entered = new List<EnteredTask>();
        foreach (var e in execution.Events.EnumerateArray())
        {
            var type = e.GetProperty("type").GetString();
            if (type == "TaskStateEntered")
            {
                entered.Add(new EnteredTask(
                    e.GetProperty("stateEnteredEventDetails").GetProperty("name").GetString()!, e.GetProperty("id").GetInt64(), MsOf(e.GetProperty("timestamp")), null));
            }
            else if (type == "TaskStateExited")
            {
                var name = e.GetProperty("stateExitedEventDetails").GetProperty("name").GetString();
                var last = entered.FindLastIndex(t => t.State == name && t.ExitedMs is null);
                if (last >= 0)
                    entered[last] = entered[last] with { ExitedMs = MsOf(e.GetProperty("timestamp")) };
            }
        }
        return entered;
    }

    /// <summary>Seconds since the epoch with a fraction, as the API writes them; text as the AWS CLI shows it.</summary>
    private static long MsOf(JsonElement timestamp) => timestamp.ValueKind == JsonValueKind.Number
        ? (long)(timestamp.GetDecimal() * 1000)
        : DateTimeOffset.Parse(timestamp.GetString()!, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}

/// <param name="State">The state's name.</param>
/// <param name="EventId">The event that entered it.</param>
/// <param name="EnteredMs">Unix ms.</param>
/// <param name="ExitedMs">Unix ms; null if it was not left.</param>
internal sealed record EnteredTask(string State, long EventId, long EnteredMs, long? ExitedMs);
