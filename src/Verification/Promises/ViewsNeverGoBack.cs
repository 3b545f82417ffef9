using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>Who decides later knows at least as much of the state.</summary>
internal sealed class ViewsNeverGoBack : IPromise
{
    public string Name => "Within a partition, no decision was made on an older state than the one before it";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit);
        var changes = 0L;
        foreach (var partition in facts.Decisions.GroupBy(d => d.Place.Partition))
        {
            DecisionFact? before = null;
            foreach (var decision in partition)
            {
                finding.Looked();
                if (before is { } last && GoesBack(last.StateOffsets, decision.StateOffsets))
                {
                    if (options.Delivery == DeliveryMode.Sequenced && last.Service != decision.Service)
                        changes++;
                    else
                        finding.Wrong($"{Says(decision)}, the one before it {Says(last)}.");
                }
                before = decision;
            }
        }
        finding.Count(changes, "changes between two routers that held one partition, the later one knowing less");
        return finding.Result(Name, "By the state's ends that each decision names.", options.Expected.Orders, "nothing was decided");
    }

    private static string Says(DecisionFact decision) =>
        $"{decision.Place.In(Topics.Audit)} ({decision.Service}) was decided at {string.Join(',', decision.StateOffsets)}";

    /// <summary>Decisions of one batch share their offsets.</summary>
    private static bool GoesBack(IReadOnlyList<long> before, IReadOnlyList<long> after) =>
        !ReferenceEquals(before, after) && Enumerable.Range(0, before.Count).Any(p => p >= after.Count || after[p] < before[p]);
}
