using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Measures;

/// <summary>
/// How long a kill took, by the times of the records: when the order that crossed the limit, the command and the state
/// were handed to the broker, and when a router decided its first drop.
/// </summary>
/// <param name="BreachToCommand">Of kills that a detector commanded.</param>
/// <param name="CommandToPublished">Of every kill, from the command to the first KILLED that has it as a cause.</param>
/// <param name="PublishedToFirstDrop">From a KILLED to the first order dropped because of it. How soon an order comes is a part of
/// it.</param>
public sealed record Latencies(Latency BreachToCommand, Latency CommandToPublished, Latency PublishedToFirstDrop)
{
    internal static Latencies Of(RunFacts facts)
    {
        var detected = BreachingOrders.WithTheirKills(facts).Select(b => b.Sent.SentInMs - b.Order.SentInMs);
        var (published, dropped) = (new List<long>(), new List<long>());
        var killed = FirstKilled(facts);
        var firstDrops = FirstDrops(facts);
        foreach (var sent in facts.CommandsOfRun.Where(c => c.Command.Action == CommandAction.Kill).DistinctBy(c => c.Command.CmdId))
        {
            if (!killed.TryGetValue(sent.Command.CmdId, out var state))
                continue;
            published.Add(state.PublishedInMs - sent.SentInMs);
            if (firstDrops.TryGetValue((state.State!.IncidentId, state.State.Version), out var first))
                dropped.Add(first - state.PublishedInMs);
        }
        return new Latencies(Latency.Of(detected), Latency.Of(published), Latency.Of(dropped));
    }

    /// <summary>By command, the KILLED of the lowest version that has it as a cause.</summary>
    private static Dictionary<string, StateFact> FirstKilled(RunFacts facts)
    {
        var first = new Dictionary<string, StateFact>(StringComparer.Ordinal);
        foreach (var killed in facts.States.Where(s => s.State is { Status: KillStatus.Killed }).OrderBy(s => s.State!.Version))
        {
            foreach (var cause in killed.State!.Causes)
                first.TryAdd(cause, killed);
        }
        return first;
    }

    private static Dictionary<(string?, long?), long> FirstDrops(RunFacts facts)
    {
        var first = new Dictionary<(string?, long?), long>();
        foreach (var drop in facts.Decisions.Where(d => d.Kill is not null))
        {
            var kill = (drop.Kill!.IncidentId, drop.Kill.StateVersion);
            first[kill] = Math.Min(drop.DecidedInMs, first.GetValueOrDefault(kill, long.MaxValue));
        }
        return first;
    }
}
