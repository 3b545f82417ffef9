using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Chaos.Checks;

/// <summary>Takes the state offsets that a decision was made at, and works out anew what was killed there.</summary>
internal sealed class NothingAllowedAgainstItsView : IChaosCheck
{
    public string Name => "No order was let through against the state it was decided at, and none in doubt";

    public CheckResult Check(ChaosEvidence evidence)
    {
        var findings = new CheckFindings();
        var state = new RunTopic(evidence.State, []);
        foreach (var problem in state.Missing.Concat(state.Gaps))
            findings.Wrong("Not provable: " + problem);
        var views = new KilledScopes(state);
        foreach (var decision in evidence.Decisions.Where(d => d.Decision == Decision.Allow))
        {
            findings.Looked();
            var here = $"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service})";
            if (!evidence.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
                findings.Wrong($"{here} was let through and is no order.");
            else if (decision.Status != KillStatus.Active || decision.Matches.Count > 0)
                findings.Wrong($"{here} was let through although its audit says {string.Join(", ", decision.Matches)} {decision.Status}.");
            else if (decision.StateOffsets.Count != state.Partitions)
                findings.Wrong($"{here} was let through in doubt: decided knowing {decision.StateOffsets.Count} of {state.Partitions} partitions of {Topics.State}.");
            else if (views.KilledBy(order.Scopes, decision.StateOffsets) is { } why)
                findings.Wrong($"{here} was let through against {why}.");
        }
        return findings.Result(Name, expected: true, "no order was let through");
    }
}
