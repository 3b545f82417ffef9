namespace KillSwitch.Workflows.Limits;

/// <summary>What an order of one scope may be. What is null limits nothing.</summary>
public sealed record OrderLimits
{
    /// <summary>Nobody may trade it.</summary>
    public bool Restricted { get; init; }

    /// <summary>Shares or contracts of one order.</summary>
    public decimal? MaxQty { get; init; }

    /// <summary>Worth of one order, US dollars.</summary>
    public decimal? MaxNotionalUsd { get; init; }

    /// <summary>
    /// By how many percent of its symbol's reference price a buyer's price may be above it, and a seller's below.
    /// </summary>
    public decimal? CollarPercent { get; init; }

    /// <summary>How old a reference price may be that orders are held against; <see cref="ReferencePrice.UsualMaxAge"/> where none says.
    /// </summary>
    public TimeSpan? MaxPriceAge { get; init; }

    /// <summary>How long before its record's time an order may have been sent by its own word; and after it, by as much.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Within which an order is a duplicate that has the account and id of another, or its account, symbol, side, quantity and prices.
    /// </summary>
    public TimeSpan? DuplicateWithin { get; init; }

    /// <summary>
    /// In a second of the broker's clock: of each account where the limit is an account's, a group's or GLOBAL's, else of all orders of the
    /// scope in one partition.
    /// </summary>
    public int? MaxOrdersPerSecond { get; init; }

    /// <summary>
    /// Why nobody can tell what its orders may be, to follow "cannot be read:"; they are all refused. Null where that can be told.
    /// </summary>
    public string? Unreadable { get; init; }

    /// <summary>One of them, in the rule's unit; 1 of what is restricted. Null where it limits nothing.</summary>
    public decimal? this[LimitRule rule] => rule switch
    {
        LimitRule.Restricted => Restricted ? 1 : null,
        LimitRule.MaxQty => MaxQty,
        LimitRule.MaxNotionalUsd => MaxNotionalUsd,
        LimitRule.CollarPercent => CollarPercent,
        LimitRule.MaxPriceAgeSeconds => (decimal?)MaxPriceAge?.TotalSeconds,
        LimitRule.MaxAgeSeconds => (decimal?)MaxAge?.TotalSeconds,
        LimitRule.DuplicateSeconds => (decimal?)DuplicateWithin?.TotalSeconds,
        LimitRule.MaxOrdersPerSecond => MaxOrdersPerSecond,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No limit has that name."),
    };

    /// <summary>The same with one of them set anew.</summary>
    /// <param name="rule">Which.</param>
    /// <param name="value">In the rule's unit, within <see cref="LimitRules.Problem"/>; null limits nothing.</param>
    public OrderLimits With(LimitRule rule, decimal? value) => rule switch
    {
        LimitRule.Restricted => this with { Restricted = value is not null },
        LimitRule.MaxQty => this with { MaxQty = value },
        LimitRule.MaxNotionalUsd => this with { MaxNotionalUsd = value },
        LimitRule.CollarPercent => this with { CollarPercent = value },
        LimitRule.MaxPriceAgeSeconds => this with { MaxPriceAge = Seconds(value) },
        LimitRule.MaxAgeSeconds => this with { MaxAge = Seconds(value) },
        LimitRule.DuplicateSeconds => this with { DuplicateWithin = Seconds(value) },
        LimitRule.MaxOrdersPerSecond => this with { MaxOrdersPerSecond = (int?)value },
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No limit has that name."),
    };

    private static TimeSpan? Seconds(decimal? value) =>
        value is { } seconds ? TimeSpan.FromMilliseconds((double)(seconds * 1_000)) : null;
}
