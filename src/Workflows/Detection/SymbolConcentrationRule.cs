using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// The largest symbol's share of the notional is above <paramref name="MaxShare"/> (0 to 1), judged from
/// <paramref name="MinOrders"/> orders and <paramref name="MinUsd"/> US dollars in the window on.
/// </summary>
/// <remarks>
/// A share falls as well as rises, so unlike the sums it depends on the order of arrival: a window that is over the
/// limit for one moment has crossed it.
/// </remarks>
public sealed record SymbolConcentrationRule(decimal MaxShare, int MinOrders, decimal MinUsd) : IRule
{
    string IRule.Name => RuleNames.SymbolConcentration;

    bool IRule.CouldCross(WindowView all, Order order) => all.Orders >= MinOrders && all.Notional >= MinUsd;

    (decimal Value, decimal Limit)? IRule.Stands(WindowView window)
    {
        var total = window.Notional;
        return window.Orders < MinOrders || total < MinUsd ? null : (window.TopSymbol().Notional / total, MaxShare);
    }

    Crossing? IRule.Check(WindowView window, Order order)
    {
        var orders = window.Orders;
        var total = window.Notional;
        if (orders < MinOrders || total < MinUsd)
            return null;

        // Only the symbol just ordered can have risen. All of them are looked at when the sample becomes large enough.
        var isFirst = orders == MinOrders || total - order.Notional < MinUsd;
        var (symbol, notional) = isFirst ? window.TopSymbol() : (order.Symbol, window.NotionalOf(order.Symbol));
        if (notional <= MaxShare * total)
            return null;

        // Rounded to what people read, but never onto the limit: a crossed limit must show as crossed.
        var share = Math.Round(notional / total, 4, MidpointRounding.ToPositiveInfinity);
        return new Crossing(share, MaxShare, string.Create(CultureInfo.InvariantCulture,
            $"{share:P1} of the notional of {orders:N0} orders in {symbol}, {MaxShare:P1} allowed"));
    }
}
