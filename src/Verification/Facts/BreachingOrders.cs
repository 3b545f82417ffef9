using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Facts;

/// <summary>The orders that crossed a limit, as the detector's signals name them.</summary>
internal static class BreachingOrders
{
    /// <summary>By the correlation id of what followed, the order and where it stands.</summary>
    public static Dictionary<string, (Place Place, OrderFact Order)> Of(RunFacts facts)
    {
        var wanted = facts.Signals.Select(s => s.OrderId).ToHashSet(StringComparer.Ordinal);
        var byId = new Dictionary<string, (Place, OrderFact)>(StringComparer.Ordinal);
        foreach (var (source, order) in facts.Orders.All.Where(o => o.Order.OrderId is { } id && wanted.Contains(id)))
            byId.TryAdd(order.OrderId!, (new Place(source.Partition, source.Offset), order));
        var behind = new Dictionary<string, (Place, OrderFact)>(StringComparer.Ordinal);
        foreach (var signal in facts.Signals)
        {
            if (byId.TryGetValue(signal.OrderId, out var order))
                behind.TryAdd(signal.CorrId, order);
        }
        return behind;
    }

    /// <summary>The kills that a detector commanded, each once, with the order that crossed the limit, where that is known.</summary>
    public static IEnumerable<(CommandFact Sent, OrderFact Order)> WithTheirKills(RunFacts facts)
    {
        var breaching = Of(facts);
        var kills = facts.CommandsOfRun.Where(c => c.Command is { Action: CommandAction.Kill, TriggeredBy: Command.DetectorActor });
        foreach (var sent in kills.DistinctBy(c => c.Command.CmdId))
        {
            if (breaching.TryGetValue(sent.Command.CorrId, out var breach))
                yield return (sent, breach.Order);
        }
    }
}
