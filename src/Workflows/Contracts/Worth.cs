namespace KillSwitch.Workflows.Contracts;

/// <summary>What an order is worth.</summary>
public static class Worth
{
    /// <param name="qty">Shares or contracts.</param>
    /// <param name="price">US dollars; who sells at less than nothing owes that much, so the sign does not matter.</param>
    /// <param name="multiplier">Null is one.</param>
    /// <returns>US dollars.</returns>
    public static decimal Of(decimal qty, decimal price, decimal? multiplier)
    {
        var worth = qty * Math.Abs(price);
        return multiplier is { } units ? worth * units : worth;
    }
}
