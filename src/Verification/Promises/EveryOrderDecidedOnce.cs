using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// In transactions exactly once; in sequence at least once, each repeat visible by its source offset. And nothing is decided about anything
/// else.
/// </summary>
internal sealed class EveryOrderDecidedOnce : IPromise
{
    public string Name => "Every order has its decision, in order, and only sequenced delivery may repeat one";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.Audit);
        var repeats = new Repeats(options, finding);
        var known = options.Delivery == DeliveryMode.Sequenced ? new HashSet<(OrderSource, Decision, string, string)>() : null;
        foreach (var decision in facts.Decisions)
        {
            var here = $"{decision.Place.In(Topics.Audit)} ({decision.Service})";
            var same = known?.Add((decision.Source, decision.Decision, decision.Service, string.Join(',', decision.StateOffsets))) == false;
            repeats.Follow(here, decision.Place.Partition, decision.Source, decision.Service, same);
            if (Problem(decision, facts.Orders) is { } problem)
                finding.Wrong($"{here} {problem}");
        }
        foreach (var (source, _) in facts.Orders.All)
        {
            finding.Looked();
            if (!repeats.First.ContainsKey(source))
                finding.Wrong($"{source.AsId} has no decision.");
        }
        finding.Count(repeats.Allowed, "decisions repeated, as two routers held one partition");
        return finding.Result(Name, "By the place of each in its partition.", options.Expected.Orders, "no order was sent");
    }

    private static string? Problem(DecisionFact decision, OrderFacts orders)
    {
        if (!orders.TryFind(decision.Source, out var order))
            return $"is about {decision.Source.AsId}, where no order stands.";
        // Of what is no order, an audit may name the one that its bytes speak of.
        if (order.IsOrder && order.OrderId != decision.OrderId)
            return $"says that {decision.Source.AsId} is order {decision.OrderId ?? "none"}; it is {order.OrderId}.";
        return order.IsOrder == (decision.Decision == Decision.Reject) && !(order.IsOrder && decision.IsRefusedOrder)
            ? $"says {decision.Decision} of {decision.Source.AsId}, which is {(order.IsOrder ? "an order" : "no order")}."
            : null;
    }
}
