using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// (k) The barrier, without taking the router's word for its state offsets: between the moment a kill was known to be
/// acknowledged and the next ACTIVE, no order that was sent passed. By record times, so only as exact as the clocks agree.
/// </summary>
internal sealed class NothingSentAfterAKillPassed : IPromise
{
    public const string Name = "No order sent after a kill was acknowledged was let through";

    public PromiseResult Check(RunFacts run)
    {
        var finding = new Finding(Name).Needs(run.Audit, run.Orders, run.State);
        var closed = ClosedTimes(run);
        foreach (var decision in run.Decisions.Where(d => d.Decision == Decision.Allow && closed.Count > 0))
        {
            var source = new OrderSource(decision.SourcePartition, decision.SourceOffset);
            if (run.OrderAt(source) is not { } order)
                continue;
            finding.Looked();
            var sent = run.Sent[source].TimestampInMs;
            foreach (var scope in ScopesOf.Order(order))
            {
                if (closed.TryGetValue(scope, out var times) && times.Any(t => sent > t.From && sent < t.To))
                    finding.Wrong($"{order.OrderId} ({source.AsId}) was sent at {sent}, when {scope} had been killed, and was let through.");
            }
        }
        return finding.Result("By the times of the records, apart from what routers say they knew.", run.Expected is { Kill: true, Orders: true, LetThrough: true }, "No kill was acknowledged, or no order let through.");
    }

    private static Dictionary<Scope, List<(long From, long To)>> ClosedTimes(RunFacts run)
    {
        var times = new Dictionary<Scope, List<(long, long)>>();
        var acknowledged = run.Steps.Where(s => s is { Step: "PublishKilled", Outcome: not StepAudit.Failed, Scope: not null });
        foreach (var kill in acknowledged)
        {
            var scope = kill.Scope!.Value;
            var until = run.States
                .Where(s => s.Value.Scope == scope && s.Value.Status == KillStatus.Active && s.Record.TimestampInMs >= kill.Ts)
                .Min(s => (long?)s.Record.TimestampInMs) ?? long.MaxValue;
            if (!times.TryGetValue(scope, out var list))
                times[scope] = list = [];
            list.Add((kill.Ts, until));
        }
        return times;
    }
}
