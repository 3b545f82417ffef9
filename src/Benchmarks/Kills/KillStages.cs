using System.Text.Json;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>
/// Where the time went from the command to the state: four stretches, one behind the other, in milliseconds. The ends are of the topics,
/// what is between them of the execution's history; everything is on one machine.
/// </summary>
/// <param name="TakenIn">From the command to the execution's start: the intake reads it, stores it and starts an execution.</param>
/// <param name="Opened">From there until the state OpenIncident is over: its function is called and answers.</param>
/// <param name="Entered">From there until the function of PublishKilled is called: what the engine takes between two tasks.</param>
/// <param name="Published">From there until KILLED is readable: the function stores the version, and Kafka acknowledges.</param>
internal sealed record KillStages(double TakenIn, double Opened, double Entered, double Published)
{
    private const string First = "OpenIncident";
    private const string Publishing = "PublishKilled";

    /// <param name="kill">As the topics tell it.</param>
    /// <param name="history">Of its execution, as GetExecutionHistory returns it.</param>
    /// <returns>Null where not all of it has happened.</returns>
    public static KillStages? Of(Kill kill, IReadOnlyList<JsonElement> history)
    {
        double? started = null, opened = null, called = null;
        var publishes = false;
        foreach (var e in history)
        {
            var at = e.GetProperty("timestamp").GetDouble() * 1000;
            switch (e.GetProperty("type").GetString())
            {
                case "ExecutionStarted":
                    started = at;
                    break;
                case "TaskStateExited" when NameOf(e, "stateExitedEventDetails") == First:
                    opened = at;
                    break;
                case "TaskStateEntered" when NameOf(e, "stateEnteredEventDetails") == Publishing:
                    publishes = true;
                    break;
                case "TaskStarted" when publishes:
                    called ??= at;
                    break;
            }
        }
        return (kill.CommandedAt, kill.PublishedAt, started, opened, called) is ({ } commanded, { } published, { } s, { } o, { } c)
            ? new KillStages(s - commanded, o - s, c - o, published - c)
            : null;
    }

    private static string? NameOf(JsonElement e, string details) => e.GetProperty(details).GetProperty("name").GetString();
}
