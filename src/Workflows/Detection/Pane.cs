using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// What one scope ordered within one slide of event time. A window is the sum of its panes, so an order is added once,
/// however many windows it belongs to.
/// </summary>
internal sealed class Pane(long start)
{
    private NamedTotals<decimal> _bySymbol;
    private NamedTotals<ParentTotals> _byParent;

    /// <summary>Unix ms, inclusive.</summary>
    public long Start { get; } = start;

    public long Orders { get; private set; }

    public decimal Notional { get; private set; }

    public IEnumerable<KeyValuePair<string, decimal>> Symbols => _bySymbol.All;

    /// <summary>How many groups it holds beside itself.</summary>
    public int Groups => _bySymbol.Count + _byParent.Count;

    public decimal NotionalOf(string symbol) => _bySymbol.Of(symbol, otherwise: 0);

    public ParentTotals ChildrenOf(string parent) => _byParent.Of(parent, ParentTotals.None);

    /// <summary>Whether the order fits into groups that exist.</summary>
    public bool Has(Order order, ScopeRules rules) =>
        (rules.SymbolConcentration is null || _bySymbol.Has(order.Symbol))
        && (rules.ChildOverParent is null || order.ParentId is null || _byParent.Has(order.ParentId));

    /// <summary>Adds an order, and its symbol and parent where a rule asks for them.</summary>
    /// <param name="order">The order.</param>
    /// <param name="asked">What its parent asked for, where that is known.</param>
    /// <param name="rules">The scope's.</param>
    /// <returns>How many groups were begun.</returns>
    public int Add(Order order, decimal? asked, ScopeRules rules)
    {
        var before = Groups;
        var notional = order.Notional;
        Orders++;
        Notional += notional;
        if (rules.SymbolConcentration is not null)
            _bySymbol.Set(order.Symbol, NotionalOf(order.Symbol) + notional);
        if (rules.ChildOverParent is not null && order.ParentId is { } parent)
            _byParent.Set(parent, ChildrenOf(parent).Plus(new ParentTotals(1, order.Qty, asked ?? ParentTotals.Unknown)));
        return Groups - before;
    }
}
