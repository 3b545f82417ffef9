using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>What one kind of resource costs. Counts come from the template; what is not in it, from <see cref="Use"/>.</summary>
internal interface ICharge
{
    /// <summary>The resource types it reckons with.</summary>
    IReadOnlyList<string> Types { get; }

    /// <exception cref="PriceMissingException">A resource is of a size that has no price.</exception>
    IEnumerable<CostLine> Of(Template template, PriceList prices, Use use);
}
