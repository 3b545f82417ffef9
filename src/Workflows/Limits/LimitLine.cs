namespace KillSwitch.Workflows.Limits;

/// <summary>One limit, as people compare them.</summary>
/// <param name="Owner">A scope, or <c>GROUP:name</c>.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Value">What is allowed, in the rule's unit; 0 of what is restricted.</param>
public sealed record LimitLine(string Owner, LimitRule Rule, decimal Value)
{
    /// <summary>All limits of a table, owner by owner.</summary>
    public static IEnumerable<LimitLine> Of(LimitTable limits) =>
        from owned in limits.All
        from line in Of(owned.Limits)
        from value in line.Value is { } one ? [one] : Array.Empty<decimal>()
        select new LimitLine(owned.Owner, line.Rule, value);

    /// <summary>Whether a limit in the place of another stops more; of duplicates, the longer time does.</summary>
    public bool IsTighterThan(LimitLine other) => Rule == LimitRule.DuplicateSeconds ? Value > other.Value : Value < other.Value;

    private static (LimitRule Rule, decimal? Value)[] Of(OrderLimits limits) =>
    [
        (LimitRule.Restricted, limits.Restricted ? 0 : null),
        (LimitRule.MaxQty, limits.MaxQty),
        (LimitRule.MaxNotionalUsd, limits.MaxNotionalUsd),
        (LimitRule.MaxAgeSeconds, (decimal?)limits.MaxAge?.TotalSeconds),
        (LimitRule.DuplicateSeconds, (decimal?)limits.DuplicateWithin?.TotalSeconds),
        (LimitRule.MaxOrdersPerSecond, limits.MaxOrdersPerSecond),
    ];
}
