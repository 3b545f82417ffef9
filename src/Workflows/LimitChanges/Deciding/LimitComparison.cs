using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>Which of two values of a limit stops more.</summary>
internal static class LimitComparison
{
    /// <summary>
    /// Whether one value in the place of another stops more. A limit where there was none does; but a reference price may not be older than
    /// usual even where no limit says so, so that a longer age is looser.
    /// </summary>
    /// <param name="rule">Of which rule.</param>
    /// <param name="value">In the rule's unit; null limits nothing.</param>
    /// <param name="than">The same.</param>
    public static bool IsTighter(LimitRule rule, decimal? value, decimal? than) => (value, than) switch
    {
        (null, _) => false,
        ({ } age, null) when rule == LimitRule.MaxPriceAgeSeconds => age <= (decimal)ReferencePrice.UsualMaxAge.TotalSeconds,
        (_, null) => true,
        ({ } one, { } other) => new LimitLine("", rule, one).IsTighterThan(new LimitLine("", rule, other)),
    };
}
