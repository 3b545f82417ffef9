using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>All panes that an open window still needs, within a bound of <paramref name="maxGroups"/>.</summary>
internal sealed class PaneStore(int maxGroups)
{
    private readonly Dictionary<Scope, ScopePanes> _byScope = [];
    private readonly Dictionary<long, List<ScopePanes>> _byStart = [];
    private long _earliest = long.MaxValue;

    /// <summary>Panes, and symbols and parents in them.</summary>
    public int Groups { get; private set; }

    /// <summary>Adds an order to the scope's pane; null if it would need a group beyond the bound.</summary>
    public ScopePanes? Add(Scope scope, long paneStart, Order order, ScopeRules rules)
    {
        var known = _byScope.TryGetValue(scope, out var panes);
        var pane = panes?.Find(paneStart);
        if (Groups >= maxGroups && (pane is null || !pane.Has(order, rules)))
            return null;
        if (!known)
            _byScope[scope] = panes = new ScopePanes(scope);
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
        Groups += pane.Add(order, rules);
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
                    _byScope.Remove(panes.Scope);
            }
        }
        return closed;
    }
}
