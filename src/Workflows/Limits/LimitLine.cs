namespace KillSwitch.Workflows.Limits;

/// <summary>One limit, as people compare them.</summary>
/// <param name="Owner">A scope, or <c>GROUP:name</c>.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Value">What is allowed, in the rule's unit; 1 of what is restricted.</param>
public sealed record LimitLine(string Owner, LimitRule Rule, decimal Value)
{
    private static readonly LimitRule[] s_rules = Enum.GetValues<LimitRule>();

    /// <summary>All limits of a table, owner by owner.</summary>
    public static IEnumerable<LimitLine> Of(LimitTable limits) =>
        from owned in limits.All
        from rule in s_rules
        let value = owned.Limits[rule]
        where value is not null
        select new LimitLine(owned.Owner, rule, value.Value);

    /// <summary>Whether a limit in the place of another stops more; of duplicates, the longer time does.</summary>
    public bool IsTighterThan(LimitLine other) => Rule == LimitRule.DuplicateSeconds ? Value > other.Value : Value < other.Value;
}
