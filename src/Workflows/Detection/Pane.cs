using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// What one scope ordered within one slide of event time. A window is the sum of its panes, so an order is added once,
/// however many windows it belongs to.
/// </summary>
internal sealed class Pane(long start)
{
    private Dictionary<string, decimal>? _bySymbol;
    private Dictionary<string, ParentTotals>? _byParent;

    /// <summary>Unix ms, inclusive.</summary>
    public long Start { get; } = start;

    public long Orders { get; private set; }

    public decimal Notional { get; private set; }

    public IEnumerable<KeyValuePair<string, decimal>> Symbols => _bySymbol ?? [];

    /// <summary>How many groups it holds beside itself.</summary>
    public int Groups => (_bySymbol?.Count ?? 0) + (_byParent?.Count ?? 0);

    public decimal NotionalOf(string symbol) => _bySymbol?.GetValueOrDefault(symbol) ?? 0;

    public ParentTotals ChildrenOf(string parent) =>
        _byParent is not null && _byParent.TryGetValue(parent, out var totals) ? totals : ParentTotals.None;

    /// <summary>Whether the order fits into groups that exist.</summary>
    public bool Has(Order order, ScopeRules rules) =>
        (rules.SymbolConcentration is null || (_bySymbol?.ContainsKey(order.Symbol) ?? false))
        && (rules.ChildOverParent is null || order.ParentId is null || (_byParent?.ContainsKey(order.ParentId) ?? false));

    /// <summary>Adds an order, and its symbol and parent where a rule asks for them.</summary>
    /// <returns>How many groups were begun.</returns>
    public int Add(Order order, ScopeRules rules)
    {
        var before = Groups;
        var notional = order.Qty * order.Price;
        Orders++;
        Notional += notional;
        if (rules.SymbolConcentration is not null)
        {
            _bySymbol ??= new Dictionary<string, decimal>(StringComparer.Ordinal);
            _bySymbol[order.Symbol] = _bySymbol.GetValueOrDefault(order.Symbol) + notional;
        }
        if (rules.ChildOverParent is not null && order is { ParentId: { } parent, ParentQty: { } asked })
        {
            _byParent ??= new Dictionary<string, ParentTotals>(StringComparer.Ordinal);
            _byParent[parent] = ChildrenOf(parent).Plus(new ParentTotals(1, order.Qty, asked));
        }
        return Groups - before;
    }
}
