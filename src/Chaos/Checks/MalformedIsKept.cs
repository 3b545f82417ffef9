using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>The rejected topic against what in the orders' topic is no order.</summary>
internal sealed class MalformedIsKept : IChaosCheck
{
    public string Name => "Every record that is no order was rejected, with its bytes";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var repeats = new Repeats(evidence, findings);
        foreach (var copy in evidence.Rejected)
        {
            var here = copy.Place.In(Topics.RejectedOrders);
            if (copy.Source is not { } source)
            {
                findings.Wrong($"{here} does not say which record it is.");
                continue;
            }
            repeats.Follow(here, copy.Place.Partition, source, copy.Service);
            if (!evidence.Orders.TryFind(source, out var order) || order.IsOrder)
                findings.Wrong($"{here} is {source.AsId}, which is {(order.IsOrder ? "an order" : "not there")}.");
            else if (order.Value != copy.Value)
                findings.Wrong($"{here} has other bytes than {source.AsId}.");
        }
        foreach (var (source, _) in evidence.Orders.All.Where(o => !o.Order.IsOrder))
        {
            findings.Looked();
            if (!repeats.First.ContainsKey(source))
                findings.Wrong($"{source.AsId} is no order and its bytes were not kept.");
        }
        findings.Count(repeats.Allowed, "rejections repeated, as two routers held one partition");
        return findings.Result(Name, evidence.Driver.Expected.Malformed, "every record was an order");
    }
}
