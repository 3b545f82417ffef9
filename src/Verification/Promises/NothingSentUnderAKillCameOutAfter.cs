using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// Takes the state offsets that an ALLOW was decided at, and holds the time of the order's record against those of the states that had
/// restored its scopes there: both are the broker's, so that no clock of a router counts.
/// </summary>
internal sealed class NothingSentUnderAKillCameOutAfter : IPromise
{
    public string Name => "No order sent before its scope was restored was let through after it";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Audit, Topics.Orders, Topics.State);
        foreach (var gap in facts.StateGaps())
            finding.Wrong("Not provable: " + gap);
        var views = new StateViews(facts.States);
        foreach (var decision in facts.Decisions.Where(d => d.Decision == Decision.Allow))
        {
            if (!facts.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
                continue;
            finding.Looked();
            if (views.LatestRestore(order.Scopes, decision.StateOffsets) is { } restore && order.SentInMs <= restore.AtInMs)
            {
                finding.Wrong(
                    $"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was sent at {order.SentInMs} and let "
                        + $"through behind {restore.Place.In(Topics.State)}, which restored {restore.Scope} at {restore.AtInMs}."
                );
            }
        }
        finding.Count(
            facts.Decisions.Count(d => d.IsSentBefore),
            "orders held back as they had been sent before their scope was restored"
        );
        return finding.Result(
            Name, "Each was compared with the state topic as of its own decision.",
            options.Expected is { Orders: true, LetThrough: true }, "no order was let through");
    }
}
