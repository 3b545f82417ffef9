using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>One line of an estimate.</summary>
/// <param name="Stack">The stack it stands in.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Quantity">How many stand there; of what is used, how many an hour.</param>
/// <param name="Price">Of one.</param>
internal sealed record CostLine(string Stack, string What, decimal Quantity, Price Price)
{
    /// <summary>Whether it costs money when nothing happens.</summary>
    public bool Standing => Price.Unit != PriceUnit.Use;

    public decimal UsdPerHour => Quantity * Price.UsdPerHour;
}
