using System.Text.Json;
using KillSwitch.Cdk.Cost.Prices;

namespace KillSwitch.Cdk.Cost.Charges;

/// <summary>So much for each of its kind.</summary>
/// <param name="type">The resource type.</param>
/// <param name="what">What it is, for people.</param>
/// <param name="price">The price's id.</param>
/// <param name="count">How many one resource counts for; null: one.</param>
internal sealed class CountedCharge(string type, string what, string price, Func<JsonElement, decimal>? count = null) : ICharge
{
    public IReadOnlyList<string> Types => [type];

    public IEnumerable<CostLine> Of(Template template, PriceList prices, Use use)
    {
        var quantity = template.All(type).Sum(count ?? (_ => 1));
        if (quantity > 0)
            yield return new CostLine(template.Stack, what, quantity, prices[price]);
    }
}
