using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// The largest symbol's share of the notional is above <paramref name="MaxShare"/> (0 to 1), judged from
/// <paramref name="MinOrders"/> orders in the window on.
/// </summary>
/// <remarks>
/// A share falls as well as rises, so unlike the sums it depends on the order of arrival: a window that is over the
/// limit for one moment has crossed it.
/// </remarks>
public sealed record SymbolConcentrationRule(decimal MaxShare, int MinOrders) : IRule
{
    string IRule.Name => RuleNames.SymbolConcentration;

    bool IRule.CouldCross(WindowView all, Order order) => all.Orders >= MinOrders;

    Crossing? IRule.Check(WindowView window, Order order)
    {
        var orders = window.Orders;
        if (orders < MinOrders)
            return null;

        // Only the symbol just ordered can have risen. All of them are looked at when the sample becomes large enough.
        var (symbol, notional) = orders == MinOrders ? window.TopSymbol() : (order.Symbol, window.NotionalOf(order.Symbol));
        var total = window.Notional;
        if (notional <= MaxShare * total)
            return null;

        // Rounded to what people read, but never onto the limit: a crossed limit must show as crossed.
        var share = Math.Round(notional / total, 4, MidpointRounding.ToPositiveInfinity);
        return new Crossing(share, MaxShare, string.Create(CultureInfo.InvariantCulture,
            $"{share:P1} of the notional of {orders:N0} orders in {symbol}, {MaxShare:P1} allowed"));
    }
}
