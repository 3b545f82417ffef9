using System.Globalization;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// More US dollars in a window than <paramref name="MaxUsd"/>: what orders are worth, buys and sells added up, never netted.
/// </summary>
public sealed record NotionalRule(decimal MaxUsd) : IRule
{
    string IRule.Name => RuleNames.Notional;

    bool IRule.CouldCross(WindowView all, Order order) => all.Notional > MaxUsd;

    (decimal Value, decimal Limit)? IRule.Stands(WindowView window) => (window.Notional, MaxUsd);

    Crossing? IRule.Check(WindowView window, Order order)
    {
        var notional = window.Notional;
        return notional > MaxUsd
            ? new Crossing(notional, MaxUsd, string.Create(CultureInfo.InvariantCulture, $"${notional:N2} of orders, ${MaxUsd:N0} allowed"))
            : null;
    }
}
