using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// More orders in a window than <paramref name="MaxOrders"/>. An order that is sent twice is two orders: both would reach the
/// venue.
/// </summary>
public sealed record OrderRateRule(int MaxOrders) : IRule
{
    string IRule.Name => RuleNames.OrderRate;

    bool IRule.CouldCross(WindowView all, Order order) => all.Orders > MaxOrders;

    (decimal Value, decimal Limit)? IRule.Stands(WindowView window) => (window.Orders, MaxOrders);

    Crossing? IRule.Check(WindowView window, Order order)
    {
        var orders = window.Orders;
        return orders > MaxOrders
            ? new Crossing(orders, MaxOrders, string.Create(CultureInfo.InvariantCulture, $"{orders:N0} orders, {MaxOrders:N0} allowed"))
            : null;
    }
}
