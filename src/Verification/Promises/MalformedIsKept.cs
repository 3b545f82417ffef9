using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>The rejected topic against what in the orders' topic is no order.</summary>
internal sealed class MalformedIsKept : IPromise
{
    public string Name => "Every record that is no order was rejected, with its bytes";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.RejectedOrders);
        var repeats = new Repeats(options, finding);
        foreach (var copy in facts.Rejected)
        {
            var here = copy.Place.In(Topics.RejectedOrders);
            if (copy.Source is not { } source)
            {
                finding.Wrong($"{here} does not say which record it is.");
                continue;
            }
            repeats.Follow(here, copy.Place.Partition, source, copy.Service);
            if (!facts.Orders.TryFind(source, out var order) || order.IsOrder)
                finding.Wrong($"{here} is {source.AsId}, which is {(order.IsOrder ? "an order" : "not there")}.");
            else if (!IsKept(order, copy))
                finding.Wrong($"{here} has other bytes than {source.AsId}.");
        }
        foreach (var (source, _) in facts.Orders.All.Where(o => !o.Order.IsOrder))
        {
            finding.Looked();
            if (!repeats.First.ContainsKey(source))
                finding.Wrong($"{source.AsId} is no order and its bytes were not kept.");
        }
        finding.Count(repeats.Allowed, "rejections repeated, as two routers held one partition");
        return finding.Result(Name, "Each compared byte for byte.", options.Expected.Malformed, "everything that was sent is an order");
    }

    /// <summary>Whole; or, of what was too large to be kept, its beginning and the hash of it all.</summary>
    private static bool IsKept(OrderFact order, CopyFact copy) => copy.CutFrom is { } cut
        ? copy.Value == order.Value && cut.Contains($"sha256 {order.Whole}", StringComparison.Ordinal)
        : copy.Value == order.Whole;
}
