using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>All panes that an open window still needs, within a bound of <paramref name="maxGroups"/>.</summary>
internal sealed class PaneStore(int maxGroups)
{
    private readonly Dictionary<(Scope Scope, long Version), ScopePanes> _counts = [];
    private readonly Dictionary<long, List<ScopePanes>> _byStart = [];
    private long _earliest = long.MaxValue;

    /// <summary>Panes, and symbols and parents in them.</summary>
    public int Groups { get; private set; }

    /// <summary>Of each scope what is counted now: since its latest restore, if it had any.</summary>
    public IEnumerable<ScopePanes> Current =>
        _counts.Values.GroupBy(panes => panes.Counted.Scope).Select(counts => counts.MaxBy(panes => panes.Counted.Version)!);

    /// <summary>Adds an order to its pane of the scope's count; null if it would need a group beyond the bound.</summary>
    /// <param name="counted">The scope, and the version of the ACTIVE that its count began with.</param>
    /// <param name="paneStart">Where the order belongs.</param>
    /// <param name="measured">The order.</param>
    /// <param name="rules">The scope's.</param>
    public ScopePanes? Add((Scope Scope, long Version) counted, long paneStart, in MeasuredOrder measured, ScopeRules rules)
    {
        var order = measured.Order;
        var known = _counts.TryGetValue(counted, out var panes);
        var pane = panes?.Find(paneStart);
        if (Groups >= maxGroups && (pane is null || !pane.Has(order, rules)))
            return null;
        if (!known)
            _counts[counted] = panes = new ScopePanes(counted);
        if (pane is null)
        {
            pane = panes!.Add(paneStart);
            Groups++;
            if (!_byStart.TryGetValue(paneStart, out var there))
            {
                _byStart[paneStart] = there = [];
                _earliest = Math.Min(_earliest, paneStart);
            }
            there.Add(panes);
        }
        Groups += pane.Add(order, measured.Asked, rules);
        return panes;
    }

    /// <summary>Drops what only closed windows hold.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Close(SlidingWindows windows, long watermark)
    {
        var closed = false;
        // The last window a pane belongs to is the one that begins with it.
        while (_byStart.Count > 0 && windows.IsClosed(_earliest, watermark))
        {
            var start = _earliest;
            closed = true;
            _byStart.Remove(start, out var scopes);
            _earliest = _byStart.Count == 0 ? long.MaxValue : _byStart.Keys.Min();
            foreach (var panes in scopes!)
            {
                Groups -= 1 + panes.Remove(start).Groups;
                panes.ForgetSignals(start);
                if (panes.IsEmpty)
                    _counts.Remove(panes.Counted);
            }
        }
        return closed;
    }
}
