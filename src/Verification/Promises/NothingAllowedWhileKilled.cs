using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>(a) No ALLOW was decided at state offsets at or after a record that kills a scope of the order.</summary>
internal sealed class NothingAllowedWhileKilled : IPromise
{
    public const string Name = "No order was let through at or after a state that kills it";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit, run.Orders, run.State);
        foreach (var gap in run.State.Gaps)
            finding.Wrong("Not provable: " + gap);
        foreach (var decision in run.Decisions.Where(d => d.Decision == Decision.Allow))
        {
            finding.Looked();
            var source = new OrderSource(decision.SourcePartition, decision.SourceOffset);
            if (decision.StateOffsets.Count < run.State.Partitions)
                finding.Wrong($"{source.AsId} was decided knowing only {decision.StateOffsets.Count} of {run.State.Partitions} partitions of {Topics.State}.");
            else if (run.OrderAt(source) is not { } order)
                finding.Wrong($"{source.AsId} was let through and is no order.");
            else if (run.Timeline.KilledBy(ScopesOf.Order(order), decision.StateOffsets) is { } why)
                finding.Wrong($"{order.OrderId} ({source.AsId}) was let through by {decision.Service} against {why}.");
        }
        return finding.Result("Each was compared with the state topic as of its own decision.", run.Expected is { Orders: true, LetThrough: true }, "No order was let through.");
    }
}
