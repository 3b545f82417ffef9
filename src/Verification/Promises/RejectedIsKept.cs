using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>The rejected topic against what in the orders' topic is no order, and what was refused for what it asks.</summary>
internal sealed class RejectedIsKept : IPromise
{
    public string Name => "Whatever is no order, or was refused for what it asks, was rejected, with its bytes";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.RejectedOrders);
        var repeats = new Repeats(options, finding);
        var refused = facts.Decisions.Where(d => d.IsRefusedOrder).Select(d => d.Source).ToHashSet();
        foreach (var copy in facts.Rejected)
        {
            var here = copy.Place.In(Topics.RejectedOrders);
            if (copy.Source is not { } source)
            {
                finding.Wrong($"{here} does not say which record it is.");
                continue;
            }
            repeats.Follow(here, copy.Place.Partition, source, copy.Service);
            if (!facts.Orders.TryFind(source, out var order))
                finding.Wrong($"{here} is {source.AsId}, which is not there.");
            else if (order.IsOrder && !refused.Contains(source))
                finding.Wrong($"{here} is {source.AsId}, which is an order, and no audit says for which limit it was refused.");
            else if (!IsKept(order, copy))
                finding.Wrong($"{here} has other bytes than {source.AsId}.");
        }
        foreach (var (source, order) in facts.Orders.All.Where(o => !o.Order.IsOrder || refused.Contains(o.Source)))
        {
            finding.Looked();
            if (!repeats.First.ContainsKey(source))
                finding.Wrong($"{source.AsId} is {(order.IsOrder ? "refused" : "no order")} and its bytes were not kept.");
        }
        finding.Count(repeats.Allowed, "rejections repeated, as two routers held one partition");
        return finding.Result(Name, "Each compared byte for byte.", options.Expected.Malformed, "everything that was sent is an order");
    }

    /// <summary>Whole; or, of what was too large to be kept, its beginning and the hash of it all.</summary>
    private static bool IsKept(OrderFact order, CopyFact copy) => copy.CutFrom is { } cut
        ? copy.Value == order.Value && cut.Contains($"sha256 {order.Whole}", StringComparison.Ordinal)
        : copy.Value == order.Whole;
}
