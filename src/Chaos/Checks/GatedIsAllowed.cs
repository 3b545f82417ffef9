using KillSwitch.Chaos.Evidence;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>The venue's topic against the orders' topic and the audit.</summary>
internal sealed class GatedIsAllowed : IChaosCheck
{
    public string Name => "What was passed on is what was allowed, byte for byte and in order";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var repeats = new Repeats(evidence, findings);
        var allowed = evidence.Decisions.Where(d => d.Decision == Decision.Allow).Select(d => d.Source).ToHashSet();
        foreach (var copy in evidence.Gated)
        {
            var here = copy.Place.In(Topics.GatedOrders);
            findings.Looked();
            if (copy.Source is not { } source)
            {
                findings.Wrong($"{here} does not say which order it is.");
                continue;
            }
            repeats.Follow(here, copy.Place.Partition, source, copy.Service);
            if (!allowed.Contains(source))
                findings.Wrong($"{here} is {source.AsId}, which was not allowed.");
            if (!evidence.Orders.TryFind(source, out var order) || order.Whole != copy.Value || order.Key != copy.Key)
                findings.Wrong($"{here} differs from {source.AsId}.");
        }
        foreach (var source in allowed.Where(s => !repeats.First.ContainsKey(s)))
            findings.Wrong($"{source.AsId} was allowed and not passed on.");
        findings.Count(repeats.Allowed, "orders out twice, as two routers held one partition");
        return findings.Result(Name, expected: true, "no order was passed on");
    }
}
