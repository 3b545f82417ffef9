namespace KillSwitch.Workflows.Detection;

/// <summary>The orders of one scope in one window, summed from its panes when asked.</summary>
internal readonly ref struct WindowView(ReadOnlySpan<Pane> panes)
{
    private readonly ReadOnlySpan<Pane> _panes = panes;

    public long Orders
    {
        get
        {
            long orders = 0;
            foreach (var pane in _panes)
                orders += pane.Orders;
            return orders;
        }
    }

    public decimal Notional
    {
        get
        {
            decimal notional = 0;
            foreach (var pane in _panes)
                notional += pane.Notional;
            return notional;
        }
    }

    public decimal NotionalOf(string symbol)
    {
        decimal notional = 0;
        foreach (var pane in _panes)
            notional += pane.NotionalOf(symbol);
        return notional;
    }

    /// <summary>The symbol with the largest notional; of equals the first by ordinal, so that every run names the same.</summary>
    public (string Symbol, decimal Notional) TopSymbol()
    {
        var totals = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var pane in _panes)
        {
            foreach (var (symbol, notional) in pane.Symbols)
                totals[symbol] = totals.GetValueOrDefault(symbol) + notional;
        }
        var top = ("", 0m);
        foreach (var (symbol, notional) in totals)
        {
            if (notional > top.Item2 || (notional == top.Item2 && string.CompareOrdinal(symbol, top.Item1) < 0))
                top = (symbol, notional);
        }
        return top;
    }

    public ParentTotals ChildrenOf(string parent)
    {
        var totals = ParentTotals.None;
        foreach (var pane in _panes)
            totals = totals.Plus(pane.ChildrenOf(parent));
        return totals;
    }
}
