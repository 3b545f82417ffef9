namespace KillSwitch.Workflows.Contracts;

/// <summary>What an order is worth.</summary>
public static class Worth
{
    /// <summary>No order in dollars is worth more: the largest quantity at the largest price, of the largest contract.</summary>
    public const decimal Most = 10_000_000_000_000_000_000_000m;

    /// <summary>What is worth no more cannot become more than <see cref="Most"/> by the highest price.</summary>
    private const decimal Plain = 1_000_000_000_000_000m;

    /// <param name="qty">Shares or contracts.</param>
    /// <param name="price">US dollars; who sells at less than nothing owes that much, so the sign does not matter.</param>
    /// <param name="multiplier">Null is one.</param>
    /// <returns>US dollars.</returns>
    public static decimal Of(decimal qty, decimal price, decimal? multiplier)
    {
        var worth = qty * Math.Abs(price);
        return multiplier is { } units ? worth * units : worth;
    }

    /// <param name="worth">In another currency, at most <see cref="Most"/>.</param>
    /// <param name="rate">How many US dollars one unit of that is: a price, so at most 10,000,000.</param>
    /// <returns>US dollars, <see cref="Most"/> where it would be more: what cannot be added up measures nobody.</returns>
    public static decimal InDollars(decimal worth, decimal rate) =>
        worth > Plain && rate > Most / worth ? Most : worth * rate;

    /// <summary>By what price an order is valued: its own, or what its symbol trades at, a stop order's stop price if that is more, as it
    /// trades no earlier; 0 where nobody can tell.</summary>
    /// <param name="price">Of the order.</param>
    /// <param name="stopPrice">Of the order.</param>
    /// <param name="reference">What its symbol trades at.</param>
    public static decimal PriceOf(decimal? price, decimal? stopPrice, decimal? reference) =>
        price ?? (reference is { } known ? Math.Max(Math.Abs(known), Math.Abs(stopPrice ?? 0)) : 0);
}
