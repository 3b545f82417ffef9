using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Chaos.Checks;

/// <summary>In transactions exactly once; in sequence at least once, each repeat visible by its source offset.</summary>
internal sealed class EveryOrderDecidedOnce : IChaosCheck
{
    public string Name => "Every order has its decision, in order, and only sequenced delivery may repeat one";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var repeats = new Repeats(evidence, findings);
        var sequenced = evidence.Driver.Delivery == DeliveryMode.Sequenced;
        var known = sequenced ? new HashSet<(OrderSource, Decision, string, string)>() : null;
        foreach (var decision in evidence.Decisions)
        {
            var here = $"{decision.Place.In(Topics.Audit)} ({decision.Service})";
            var same = known?.Add((decision.Source, decision.Decision, decision.Service, string.Join(',', decision.StateOffsets))) == false;
            repeats.Follow(here, decision.Place.Partition, decision.Source, decision.Service, same);
            if (!evidence.Orders.TryFind(decision.Source, out var order))
                findings.Wrong($"{here} is about {decision.Source.AsId}, where no order stands.");
            else if (order.OrderId != decision.OrderId)
                findings.Wrong($"{here} says that {decision.Source.AsId} is order {decision.OrderId ?? "none"}; it is {order.OrderId ?? "none"}.");
            else if (order.IsOrder == (decision.Decision == Decision.Reject))
                findings.Wrong($"{here} says {decision.Decision} of {decision.Source.AsId}, which is {(order.IsOrder ? "an order" : "no order")}.");
        }
        foreach (var (source, _) in evidence.Orders.All)
        {
            findings.Looked();
            if (!repeats.First.ContainsKey(source))
                findings.Wrong($"{source.AsId} has no decision.");
        }
        findings.Count(repeats.Allowed, "decisions repeated, as two routers held one partition");
        return findings.Result(Name, expected: true, "no order was sent");
    }
}
