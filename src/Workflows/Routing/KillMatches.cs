using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>The killed scopes that one order belongs to, widest first; at most one of each kind.</summary>
public readonly struct KillMatches
{
    private readonly KillMatch? _global, _account, _symbol, _strategy;

    internal KillMatches(KillMatch? global, KillMatch? account, KillMatch? symbol, KillMatch? strategy) =>
        (_global, _account, _symbol, _strategy) = (global, account, symbol, strategy);

    /// <summary>The widest; null if the order may pass.</summary>
    public KillMatch? First => _global ?? _account ?? _symbol ?? _strategy;

    /// <summary>All of them, widest first.</summary>
    public IEnumerable<KillMatch> All =>
        new[] { Of(ScopeKind.Global), Of(ScopeKind.Account), Of(ScopeKind.Symbol), Of(ScopeKind.Strategy) }.OfType<KillMatch>();

    /// <summary>The one of a kind; null if none matched.</summary>
    public KillMatch? Of(ScopeKind kind) => kind switch
    {
        ScopeKind.Global => _global,
        ScopeKind.Account => _account,
        ScopeKind.Symbol => _symbol,
        ScopeKind.Strategy => _strategy,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of scope."),
    };
}
