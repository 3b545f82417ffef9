using KillSwitch.Workflows.Routing;

namespace KillSwitch.Verification.Promises;

/// <summary>(b) Every record of the orders topic has exactly one decision, and there is no decision about anything else.</summary>
internal sealed class EveryOrderDecidedOnce : IPromise
{
    public const string Name = "Every order has exactly one decision";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Orders, run.Audit);
        foreach (var unreadable in run.UnreadableAudits)
            finding.Wrong($"Nobody can read the audit record {unreadable}.");
        var decided = run.Decisions.CountBy(d => new OrderSource(d.SourcePartition, d.SourceOffset)).ToDictionary();
        foreach (var source in run.Sent.Keys)
        {
            finding.Looked();
            var times = decided.GetValueOrDefault(source);
            if (times != 1)
                finding.Wrong(times == 0 ? $"{source.AsId} has no decision." : $"{source.AsId} was decided {times} times.");
        }
        foreach (var source in decided.Keys.Where(s => !run.Sent.ContainsKey(s)))
            finding.Wrong($"There is a decision about {source.AsId}, where no order stands.");
        return finding.Result("By the place of each in its partition.", run.Expected.Orders, "No order was sent.");
    }
}
