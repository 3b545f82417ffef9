namespace KillSwitch.Cdk.Cost.Prices;

/// <summary>One price of AWS's, in US dollars.</summary>
/// <param name="Id">What charges call it.</param>
/// <param name="Per">One of what, for people.</param>
/// <param name="Unit">What it is multiplied with.</param>
/// <param name="Usd">US dollars.</param>
/// <param name="Source">The provider's own page.</param>
/// <param name="Seen">Where the figure was read; null: nowhere that can be named, so it is unverified.</param>
internal sealed record Price(string Id, string Per, PriceUnit Unit, decimal Usd, Uri Source, string? Seen)
{
    /// <summary>A month as AWS counts it.</summary>
    public const decimal HoursOfMonth = 730;

    public bool Verified => Seen is not null;

    /// <summary>Of one, for an hour; of what is used, for one use.</summary>
    public decimal UsdPerHour => Unit == PriceUnit.Month ? Usd / HoursOfMonth : Usd;
}
