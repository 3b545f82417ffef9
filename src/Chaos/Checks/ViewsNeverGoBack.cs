using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>Who decides later knows at least as much of the state.</summary>
internal sealed class ViewsNeverGoBack : IChaosCheck
{
    public string Name => "Within a partition, no decision was made on an older state than the one before it";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var changes = 0L;
        foreach (var partition in evidence.Decisions.GroupBy(d => d.Place.Partition))
        {
            DecisionFact? before = null;
            foreach (var decision in partition)
            {
                findings.Looked();
                if (before is { } last && !ReferenceEquals(last.StateOffsets, decision.StateOffsets) && GoesBack(last.StateOffsets, decision.StateOffsets))
                {
                    if (evidence.Driver.Delivery == DeliveryMode.Sequenced && last.Service != decision.Service)
                        changes++;
                    else
                        findings.Wrong($"{decision.Place.In(Topics.Audit)} ({decision.Service}) was decided at {string.Join(',', decision.StateOffsets)}, the one before it ({last.Service}) at {string.Join(',', last.StateOffsets)}.");
                }
                before = decision;
            }
        }
        findings.Count(changes, "changes between two routers that held one partition, the later one knowing less");
        return findings.Result(Name, expected: true, "nothing was decided");
    }

    private static bool GoesBack(IReadOnlyList<long> before, IReadOnlyList<long> after) =>
        Enumerable.Range(0, before.Count).Any(p => p >= after.Count || after[p] < before[p]);
}
