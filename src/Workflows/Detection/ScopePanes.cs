using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>The panes of one count of a scope, and which of its windows have already given a signal.</summary>
internal sealed class ScopePanes((Scope Scope, long Version) counted)
{
    private readonly List<Pane> _panes = [];
    private HashSet<(int Rule, long WindowStart)>? _signalled;

    /// <summary>The scope, and the version of the ACTIVE that the count began with.</summary>
    public (Scope Scope, long Version) Counted { get; } = counted;

    public bool IsEmpty => _panes.Count == 0;

    public Pane? Find(long start)
    {
        var at = IndexOf(start);
        return at < _panes.Count && _panes[at].Start == start ? _panes[at] : null;
    }

    public Pane Add(long start)
    {
        var pane = new Pane(start);
        _panes.Insert(IndexOf(start), pane);
        return pane;
    }

    /// <returns>The pane that was removed.</returns>
    public Pane Remove(long start)
    {
        var at = IndexOf(start);
        var pane = _panes[at];
        _panes.RemoveAt(at);
        return pane;
    }

    /// <summary>The panes from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public WindowView Window(long start, long end)
    {
        var from = IndexOf(start);
        var to = IndexOf(end);
        return new WindowView(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_panes)[from..to]);
    }

    public bool HasSignalled(int rule, long windowStart) => _signalled is not null && _signalled.Contains((rule, windowStart));

    public void Signalled(int rule, long windowStart) => (_signalled ??= []).Add((rule, windowStart));

    /// <summary>
    /// Forgets the signals of windows that begin at or before <paramref name="lastClosedStart"/>: nothing can enter them any more.
    /// </summary>
    public void ForgetSignals(long lastClosedStart) => _signalled?.RemoveWhere(signal => signal.WindowStart <= lastClosedStart);

    private int IndexOf(long start)
    {
        // A handful of panes, newest last, and most orders are for the newest.
        var at = _panes.Count;
        while (at > 0 && _panes[at - 1].Start >= start)
            at--;
        return at;
    }
}
