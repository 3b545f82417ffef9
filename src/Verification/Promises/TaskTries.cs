using System.Security.Cryptography;
using System.Text.Json;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Verification.Promises;

/// <summary>A Task state that an execution entered.</summary>
/// <param name="EventId">The event that entered it.</param>
/// <param name="State">The state.</param>
/// <param name="IsUnderWay">Whether it was not left by an execution that still runs.</param>
/// <param name="Tries">Oldest first.</param>
internal sealed record EnteredTask(long EventId, string State, bool IsUnderWay, IReadOnlyList<TaskTry> Tries);

/// <summary>One try of a Task state, as the history shows it.</summary>
/// <param name="EventId">The event that scheduled it.</param>
/// <param name="InputHash">As the step's audit has it, worked out from the history's parameters.</param>
/// <param name="Returned">Whether its function returned: it succeeded, or has begun to wait.</param>
internal sealed record TaskTry(long EventId, string InputHash, bool Returned);

internal static class TaskTries
{
    /// <summary>Every task of an execution, as often as it was entered, oldest first.</summary>
    public static List<EnteredTask> Of(ExecutionFact execution)
    {
        var entered = new List<EnteredTask>();
        var tries = new List<TaskTry>();
        foreach (var e in execution.Events.EnumerateArray())
        {
            switch (e.GetProperty("type").GetString())
            {
                case "TaskStateEntered":
                    var name = e.GetProperty("stateEnteredEventDetails").GetProperty("name").GetString()!;
                    entered.Add(new EnteredTask(IdOf(e), name, execution.Status == "RUNNING", tries = []));
                    break;
                case "TaskScheduled":
                    tries.Add(new TaskTry(IdOf(e), HashOf(InputOf(e)), Returned: false));
                    break;
                // A function that has just begun to wait has returned, too; what comes after completes the same try.
                case "TaskSubmitted" or "TaskSucceeded" when tries.Count > 0:
                    tries[^1] = tries[^1] with { Returned = true };
                    break;
                case "TaskStateExited" when entered.Count > 0:
                    entered[^1] = entered[^1] with { IsUnderWay = false };
                    break;
            }
        }
        return entered;
    }

    /// <summary>As <see cref="Workflows.Contracts.StepAudit.InputHash"/>: SHA-256 of the input as JSON without its token, hex.</summary>
    internal static string HashOf(StepInput input) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input with { TaskToken = null }, StepsJson.Default.StepInput)));

    private static StepInput InputOf(JsonElement scheduled)
    {
        var details = scheduled.GetProperty("taskScheduledEventDetails");
        using var parameters = JsonDocument.Parse(details.GetProperty("parameters").GetString()!);
        return parameters.RootElement.GetProperty("Payload").Deserialize(StepsJson.Default.StepInput)!;
    }

    private static long IdOf(JsonElement e) => e.GetProperty("id").GetInt64();
}
