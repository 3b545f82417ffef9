using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification;

/// <summary>
/// How long a kill took, by the times of the records: when the order that crossed the limit, the command and the state
/// were handed to the broker, and when a router decided its first drop.
/// </summary>
/// <param name="BreachToCommand">Of kills that a detector commanded.</param>
/// <param name="CommandToPublished">Of every kill, from the command to the first KILLED that has it as a cause.</param>
/// <param name="PublishedToFirstDrop">From a KILLED to the first order dropped because of it. How soon an order comes is a part of it.</param>
public sealed record Latencies(Latency BreachToCommand, Latency CommandToPublished, Latency PublishedToFirstDrop)
{
    internal static Latencies Of(RunFacts run)
    {
        var (detected, published, dropped) = (new List<long>(), new List<long>(), new List<long>());
        var causes = Causes.Of(run);
        foreach (var (record, command) in run.Commands.Where(c => c.Value.Action == CommandAction.Kill).DistinctBy(c => c.Value.CmdId))
        {
            if (command.TriggeredBy == Command.DetectorActor && causes.TryGetValue(command.CorrId, out var order))
                detected.Add(record.TimestampInMs - order.TimestampInMs);
            var killed = run.States
                .Where(s => s.Value.Status == KillStatus.Killed && s.Value.Causes.Contains(command.CmdId))
                .MinBy(s => s.Value.Version);
            if (killed is null)
                continue;
            published.Add(killed.Record.TimestampInMs - record.TimestampInMs);
            var first = run.Decisions
                .Where(d => d.Decision == Decision.Drop && d.IncidentId == killed.Value.IncidentId && d.StateVersion == killed.Value.Version)
                .Min(d => (long?)d.Ts);
            if (first is not null)
                dropped.Add(first.Value - killed.Record.TimestampInMs);
        }
        return new Latencies(Latency.Of(detected), Latency.Of(published), Latency.Of(dropped));
    }
}
