using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Chaos.Checks;

/// <summary>The ledger against the orders' topic.</summary>
internal sealed class AcceptedOrdersAreKept : IChaosCheck
{
    public string Name => "Every order that was acknowledged to its sender is in its topic";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        foreach (var entry in evidence.Driver.Ledger.Orders)
        {
            findings.Looked();
            var source = new OrderSource(entry.Partition, entry.Offset);
            if (!evidence.Orders.TryFind(source, out var order))
                findings.Wrong($"{source.AsId} was acknowledged (sent at {entry.Sent}) and is not there.");
            else if (order.Whole != entry.Value)
                findings.Wrong($"{source.AsId} is not what was acknowledged there (sent at {entry.Sent}).");
        }
        return findings.Result(Name, expected: true, "no order was acknowledged");
    }
}
