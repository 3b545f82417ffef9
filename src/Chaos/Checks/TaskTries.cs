using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Verification;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Chaos.Checks;

/// <summary>One try of a Task state, as the history shows it.</summary>
/// <param name="EventId">The event that scheduled it.</param>
/// <param name="State">The state.</param>
/// <param name="InputHash">As the step's audit has it, worked out from the history's parameters.</param>
/// <param name="Returned">Whether its function returned: it succeeded, or has begun to wait.</param>
internal sealed record TaskTry(long EventId, string State, string InputHash, bool Returned);

internal static class TaskTries
{
    /// <summary>Every try of an execution's tasks, oldest first.</summary>
    public static List<TaskTry> Of(ExecutionEvidence execution)
    {
        var tries = new List<TaskTry>();
        foreach (var e in execution.Events.EnumerateArray())
        {
            switch (e.GetProperty("type").GetString())
            {
                case "TaskScheduled":
                    tries.Add(Scheduled(e));
                    break;
                // A function that has just begun to wait has returned, too; what comes after completes the same try.
                case "TaskSubmitted" or "TaskSucceeded" when tries.Count > 0:
                    tries[^1] = tries[^1] with { Returned = true };
                    break;
            }
        }
        return tries;
    }

    /// <summary>As <see cref="Workflows.Contracts.StepAudit.InputHash"/>: SHA-256 of the input as JSON without its token, hex.</summary>
    internal static string HashOf(StepInput input) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input with { TaskToken = null }, StepsJson.Default.StepInput)));

    private static TaskTry Scheduled(JsonElement e)
    {
        using var parameters = JsonDocument.Parse(e.GetProperty("taskScheduledEventDetails").GetProperty("parameters").GetString()!);
        var input = parameters.RootElement.GetProperty("Payload").Deserialize(StepsJson.Default.StepInput)!;
        return new TaskTry(e.GetProperty("id").GetInt64(), input.State, HashOf(input), Returned: false);
    }
}
