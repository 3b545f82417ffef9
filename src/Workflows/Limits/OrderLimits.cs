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
}
