using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>Scopes of all kinds as they were at one moment. Immutable.</summary>
internal readonly struct FrozenScopes
{
    private readonly KillMatch? _global;

    /// <summary>Widest first, and only what holds any: most of the time that is nothing.</summary>
    private readonly KillTable[] _tables;

    /// <param name="global">Of all orders; null if there is none.</param>
    /// <param name="tables">Of the other kinds, widest first; they must not change any more.</param>
    public FrozenScopes(KillMatch? global, IEnumerable<KillTable> tables)
    {
        (_global, _tables) = (global, [.. tables.Where(table => table.Count > 0)]);
        Count = (global is null ? 0 : 1) + _tables.Sum(table => table.Count);
    }

    public int Count { get; }

    /// <summary>Those that an order belongs to.</summary>
    public KillMatches Of(scoped in OrderInPlace order)
    {
        var matches = default(KillMatches);
        matches.Add(_global);
        foreach (var table in _tables)
        {
            matches.Add(table.Find(order.NameOf(table.Kind)));
            if (table.Kind != ScopeKind.Symbol)
                continue;
            matches.Add(table.Find(order.NamedUnderlying));
            matches.Add(table.Find(order.OptionRoot));
        }
        return matches;
    }
}
