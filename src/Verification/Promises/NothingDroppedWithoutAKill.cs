using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>The other side: a switch that stops what nobody killed is not one either.</summary>
internal sealed class NothingDroppedWithoutAKill : IPromise
{
    public string Name => "No order was held back without a kill in the state it was decided at";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Orders, Topics.State);
        var views = new KilledScopes(facts.States);
        var withheld = 0L;
        foreach (var decision in facts.Decisions.Where(d => d.Decision == Decision.Drop))
        {
            finding.Looked();
            if (decision.Matches.Count == 0 && options.Delivery == DeliveryMode.Sequenced)
            {
                withheld++;
            }
            else if (!facts.Orders.TryFind(decision.Source, out var order) || views.KilledBy(order.Scopes, decision.StateOffsets) is null)
            {
                finding.Wrong($"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was held back for "
                    + $"{string.Join(", ", decision.Matches)}, which the state does not show as killed.");
            }
        }
        finding.Count(
            withheld,
            "orders held back as later ones of their partition were out already, their router having stopped before it wrote why");
        return finding.Result(
            Name, "Each was compared with the state topic as of its own decision.", options.Expected.Kill, "no order was held back");
    }
}
