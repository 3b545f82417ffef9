using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Verification.Promises;

/// <summary>
/// What limits refuse follows from the orders alone: it is worked out anew, partition by partition, and held against what was decided. So
/// whoever took a partition over knew what the one before him had seen.
/// </summary>
internal sealed class LimitsAreHeld : IPromise
{
    public string Name => "What breaks a limit was refused for it, whoever decided, and nothing else was";

    public PromiseResult Check(RunFacts facts, VerificationOptions options)
    {
        var finding = new Finding().Needs(facts, Topics.Orders, Topics.Audit);
        long refused = 0;
        foreach (var decision in facts.Decisions)
        {
            if (!facts.Orders.TryFind(decision.Source, out var order) || !order.IsOrder)
                continue;
            finding.Looked();
            if (order.Breaks is not null)
                refused++;
            if (decision.LimitRule != order.Breaks)
                finding.Wrong(
                    $"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) {Said(order.Breaks)}, and {Decided(decision)}."
                );
        }
        finding.Count(refused, "of them beyond a limit");
        return finding.Result(Name, "Each worked out from the records before it.", options.Expected.Orders, "no order was decided");
    }

    private static string Said(string? rule) => rule is null ? "breaks no limit" : $"breaks {rule}";

    private static string Decided(DecisionFact decision) =>
        decision.LimitRule is { } rule ? $"was refused for {rule}" : $"was decided {decision.Decision.ToString().ToUpperInvariant()}";
}
