using KillSwitch.Chaos.Evidence;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>The other side: a switch that stops what nobody killed is not one either.</summary>
internal sealed class NothingDroppedWithoutAKill : IChaosCheck
{
    public string Name => "No order was held back without a kill in the state it was decided at";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var views = new KilledScopes(new RunTopic(evidence.State, []));
        var withheld = 0L;
        foreach (var decision in evidence.Decisions.Where(d => d.Decision == Decision.Drop))
        {
            findings.Looked();
            if (decision.Matches.Count == 0 && evidence.Driver.Delivery == DeliveryMode.Sequenced)
                withheld++;
            else if (!evidence.Orders.TryFind(decision.Source, out var order) || views.KilledBy(order.Scopes, decision.StateOffsets) is null)
                findings.Wrong($"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was held back for {string.Join(", ", decision.Matches)}, which the state does not show as killed.");
        }
        findings.Count(withheld, "orders held back as later ones of their partition were out already, their router having stopped before it wrote why");
        return findings.Result(Name, evidence.Driver.Expected.Kills, "no order was held back");
    }
}
