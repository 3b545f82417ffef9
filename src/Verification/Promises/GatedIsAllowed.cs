using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>The venue's topic against the orders' topic and the audit.</summary>
internal sealed class GatedIsAllowed : IPromise
{
    public string Name => "What was passed on is what was allowed, byte for byte and in order";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.GatedOrders, Topics.Audit);
        var repeats = new Repeats(options, finding);
        var allowed = facts.Decisions.Where(d => d.Decision == Decision.Allow).Select(d => d.Source).ToHashSet();
        foreach (var copy in facts.Gated)
        {
            var here = copy.Place.In(Topics.GatedOrders);
            finding.Looked();
            if (copy.Source is not { } source)
            {
                finding.Wrong($"{here} does not say which order it is.");
                continue;
            }
            repeats.Follow(here, copy.Place.Partition, source, copy.Service);
            if (!allowed.Contains(source))
                finding.Wrong($"{here} is {source.AsId}, which was not allowed.");
            if (!facts.Orders.TryFind(source, out var order) || order.Whole != copy.Value || order.Key != copy.Key)
                finding.Wrong($"{here} differs from {source.AsId}.");
        }
        foreach (var source in allowed.Where(s => !repeats.First.ContainsKey(s)))
            finding.Wrong($"{source.AsId} was allowed and not passed on.");
        finding.Count(repeats.Allowed, "orders out twice, as two routers held one partition");
        return finding.Result(
            Name, "Compared with the orders and with the audit.",
            options.Expected is { Orders: true, LetThrough: true }, "no order was passed on");
    }
}
