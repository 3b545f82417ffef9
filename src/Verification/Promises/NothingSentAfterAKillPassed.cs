using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// The barrier, without taking the router's word for its state offsets: between the moment a kill was known to be
/// acknowledged and the next ACTIVE, no order that was sent passed. By record times, so only as exact as the clocks agree.
/// </summary>
internal sealed class NothingSentAfterAKillPassed : IPromise
{
    public string Name => "No order sent after a kill was acknowledged was let through";

    public bool NeedsCalm => true;

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Orders, Topics.State);
        var closed = ClosedTimes(facts);
        foreach (var decision in facts.Decisions.Where(d => d.Decision == Decision.Allow && closed.Count > 0))
        {
            if (!facts.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
                continue;
            finding.Looked();
            foreach (var scope in order.Scopes)
            {
                var sent = order.SentInMs;
                if (closed.TryGetValue(scope, out var times) && times.Any(t => sent > t.From && sent < t.To))
                    finding.Wrong($"{decision.Source.AsId} was sent at {sent}, when {scope} had been killed, and was let through.");
            }
        }
        return finding.Result(
            Name, "By the times of the records, apart from what routers say they knew.",
            options.Expected is { Kill: true, Orders: true, LetThrough: true }, "no kill was acknowledged, or no order let through");
    }

    private static Dictionary<Scope, List<(long From, long To)>> ClosedTimes(RunFacts facts)
    {
        var times = new Dictionary<Scope, List<(long, long)>>();
        var acknowledged = facts.StepsOfRun.Select(s => s.Audit)
            .Where(s => s is { Step: "PublishKilled", Outcome: not StepAudit.Failed, Scope: not null });
        foreach (var kill in acknowledged)
        {
            var scope = kill.Scope!.Value;
            var until = facts.States
                .Where(s => s.State is { Status: KillStatus.Active } active && active.Scope == scope && s.PublishedInMs >= kill.Ts)
                .Min(s => (long?)s.PublishedInMs) ?? long.MaxValue;
            if (!times.TryGetValue(scope, out var list))
                times[scope] = list = [];
            list.Add((kill.Ts, until));
        }
        return times;
    }
}
