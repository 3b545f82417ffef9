using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// What parents asked for, as their children say it: of a parent whose children do not all name it, what was named last counts for
/// the others, for as long as children keep coming, no two a window's length apart.
/// </summary>
/// <param name="windowMs">A window's length.</param>
/// <param name="maxParents">Bound on memory; beyond it a parent is as good as one that nobody named.</param>
internal sealed class ParentQuantities(long windowMs, int maxParents)
{
    private readonly Dictionary<(string Strategy, string Parent), (decimal Asked, long LastPane)> _asked = [];

    /// <summary>The shares that the order's parent asked for, and takes note of them; null where nobody has said.</summary>
    public decimal? Of(Order order, long pane)
    {
        if (order.ParentId is not { } parent)
            return null;
        var key = (order.Strategy, parent);
        var known = _asked.TryGetValue(key, out var before);
        // What nobody has forgotten yet may be too long ago all the same: when it is forgotten must not matter.
        var counts = known && pane < before.LastPane + windowMs;
        if (order.ParentQty is null && !counts)
            return null;
        var asked = order.ParentQty ?? before.Asked;
        if (known || _asked.Count < maxParents)
            _asked[key] = (asked, known ? Math.Max(pane, before.LastPane) : pane);
        return asked;
    }

    /// <summary>Forgets the parents whose last child stands before <paramref name="pane"/> (Unix ms).</summary>
    public void Forget(long pane)
    {
        foreach (var (parent, (_, last)) in _asked)
        {
            if (last < pane)
                _asked.Remove(parent);
        }
    }
}
