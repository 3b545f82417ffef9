using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// What limits refuse follows from the orders alone: it is worked out anew, partition by partition, and held against what was decided. So
/// whoever took a partition over knew what the one before him had seen.
/// </summary>
internal sealed class LimitsAreHeld : IPromise
{
    /// <summary>How far a router's clock may be from the broker's for a change to be known as later than a decision.</summary>
    private const long ClocksApartInMs = 5_000;

    /// <summary>The rules that ask for a reference price, or may.</summary>
    private static readonly string[] s_byPrice =
        [LimitRules.NameOf(LimitRule.CollarPercent), LimitRules.NameOf(LimitRule.MaxNotionalUsd)];

    public string Name => "What breaks a limit was refused for it, whoever decided, and nothing else was";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.Audit);
        long refused = 0, doubts = 0;
        foreach (var decision in facts.Decisions)
        {
            if (!facts.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
                continue;
            finding.Looked();
            if (order.Breaks is not null)
                refused++;
            if (decision.LimitRule == order.Breaks)
                continue;
            if (IsInDoubt(order, decision, facts))
                doubts++;
            else
                finding.Wrong(
                    $"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) {Said(order.Breaks)}, and {Decided(decision)}."
                );
        }
        finding.Count(refused, "of them beyond a limit");
        if (doubts > 0)
            finding.Count(doubts, "decided while a limit or a price changed, and so the other way");
        return finding.Result(Name, "Each worked out from the records before it.", options.Expected.Orders, "no order was decided");
    }

    /// <summary>What changed while an order was on its way counts for it or does not, as the router came to read it.</summary>
    private static bool IsInDoubt(in OrderFact order, in DecisionFact decision, RunFacts facts)
    {
        var (sent, decided) = (order.SentInMs, decision.DecidedInMs + ClocksApartInMs);
        return facts.Limits.Any(change => change.PublishedInMs > sent && change.PublishedInMs <= decided)
            || order.PriceInDoubt && (s_byPrice.Contains(decision.LimitRule) || s_byPrice.Contains(order.Breaks));
    }

    private static string Said(string? rule) => rule is null ? "breaks no limit" : $"breaks {rule}";

    private static string Decided(DecisionFact decision) =>
        decision.LimitRule is { } rule ? $"was refused for {rule}" : $"was decided {decision.Decision.ToString().ToUpperInvariant()}";
}
