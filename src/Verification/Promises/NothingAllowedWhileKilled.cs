using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Takes the state offsets that an ALLOW was decided at, and works out anew what was killed there. Doubt counts as a kill.
/// </summary>
internal sealed class NothingAllowedWhileKilled : IPromise
{
    public string Name => "No order was let through at or after a state that kills it";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Orders, Topics.State);
        foreach (var gap in facts.StateGaps())
            finding.Wrong("Not provable: " + gap);
        var (views, partitions) = (new StateViews(facts.States), facts.Partitions(Topics.State));
        foreach (var decision in facts.Decisions.Where(d => d.Decision == Decision.Allow))
        {
            finding.Looked();
            if (Problem(decision, facts, views, partitions) is { } problem)
                finding.Wrong($"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was let through {problem}.");
        }
        return finding.Result(
            Name, "Each was compared with the state topic as of its own decision.",
            options.Expected is { Orders: true, LetThrough: true }, "no order was let through");
    }

    private static string? Problem(DecisionFact decision, RunFacts facts, StateViews views, int partitions)
    {
        if (!facts.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
            return "and is no order";
        if (order.IsCancel)
            return null;
        if (decision.Status != KillStatus.Active || decision.Matches.Count > 0)
            return $"although its audit says {string.Join(", ", decision.Matches)} {decision.Status}";
        if (decision.StateOffsets.Count != partitions)
            return $"in doubt: decided knowing {decision.StateOffsets.Count} of {partitions} partitions of {Topics.State}";
        return views.KilledBy(order.Scopes, decision.StateOffsets) is { } why ? $"against {why}" : null;
    }
}
