using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>The other side: a switch that stops what nobody killed is not one either.</summary>
internal sealed class NothingDroppedWithoutAKill : IPromise
{
    public string Name => "No order was held back that the state it was decided at lets through";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Orders, Topics.State);
        var views = new StateViews(facts.States);
        var withheld = 0L;
        foreach (var decision in facts.Decisions.Where(d => d.Decision == Decision.Drop))
        {
            finding.Looked();
            if (decision.Matches.Count == 0 && options.Delivery == DeliveryMode.Sequenced)
            {
                withheld++;
            }
            else if (Problem(decision, facts, views) is { } problem)
            {
                finding.Wrong($"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was held back for "
                    + $"{string.Join(", ", decision.Matches)}, {problem}.");
            }
        }
        finding.Count(
            withheld,
            "orders held back as later ones of their partition were out already, their router having stopped before it wrote why");
        return finding.Result(
            Name, "Each was compared with the state topic as of its own decision.", options.Expected.Kill, "no order was held back");
    }

    private static string? Problem(DecisionFact decision, RunFacts facts, StateViews views)
    {
        if (!facts.Orders.TryFind(decision.Source, out var order))
            return "and stands nowhere";
        var isKilled = views.KilledBy(order.Scopes, decision.StateOffsets) is not null;
        if (!decision.IsSentBefore)
            return isKilled ? null : "which the state does not show as killed";
        if (isKilled)
            return "restored, though the state shows a kill";
        var later = decision.Matches.Where(m =>
            !order.Scopes.Contains(m) || !(order.SentInMs <= views.LatestRestore(m, decision.StateOffsets)?.AtInMs)
        );
        return later.Any() ? $"and it was sent ({order.SentInMs}) after all that the state shows of {string.Join(", ", later)}" : null;
    }
}
