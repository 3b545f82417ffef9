using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Chaos.Checks;

/// <summary>The ledger against the orders' topic.</summary>
internal sealed class AcceptedOrdersAreKept : IChaosCheck
{
    private const string Name = "Every order that was acknowledged to its sender is in its topic";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        foreach (var entry in evidence.Driver.Ledger.Orders)
        {
            finding.Looked();
            var source = new OrderSource(entry.Partition, entry.Offset);
            if (!evidence.Facts.Orders.TryFind(source, out var order))
                finding.Wrong($"{source.AsId} was acknowledged (sent at {entry.Sent}) and is not there.");
            else if (order.Whole != entry.Value)
                finding.Wrong($"{source.AsId} is not what was acknowledged there (sent at {entry.Sent}).");
        }
        return finding.Result(Name, "Each by its place and its bytes.", expected: true, "no order was acknowledged");
    }
}
