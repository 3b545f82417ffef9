using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Scopes of all kinds: those that are killed now, or those that were restored. One thread changes them; the copies it gives away are
/// immutable.
/// </summary>
internal sealed class ScopeTables
{
    private readonly KillTable _accounts = new(ScopeKind.Account);
    private readonly KillTable _symbols = new(ScopeKind.Symbol);
    private readonly KillTable _strategies = new(ScopeKind.Strategy);
    private KillMatch? _global;

    public IEnumerable<KillMatch> All =>
        new[] { _global }.OfType<KillMatch>().Concat(_accounts.All).Concat(_symbols.All).Concat(_strategies.All);

    public KillMatch? Find(Scope scope) => scope.Kind == ScopeKind.Global ? _global : TableOf(scope.Kind).Find(scope);

    public void Set(KillMatch match)
    {
        if (match.Kind == ScopeKind.Global)
            _global = match;
        else
            TableOf(match.Kind).Set(match);
    }

    public void Remove(Scope scope)
    {
        if (scope.Kind == ScopeKind.Global)
            _global = null;
        else
            TableOf(scope.Kind).Remove(scope);
    }

    /// <summary>All as it is now, for good.</summary>
    /// <param name="everything">Is about every order, as GLOBAL is; null if nothing else is.</param>
    public FrozenScopes Frozen(KillMatch? everything) =>
        new(Longer(_global, everything), _accounts.Frozen(), _symbols.Frozen(), _strategies.Frozen());

    /// <summary>The one that holds more back; the first if both do the same.</summary>
    public static KillMatch? Longer(KillMatch? one, KillMatch? other) => one?.HeldUpToInMs >= (other?.HeldUpToInMs ?? long.MinValue)
        ? one
        : other;

    private KillTable TableOf(ScopeKind kind) => kind switch
    {
        ScopeKind.Account => _accounts,
        ScopeKind.Symbol => _symbols,
        ScopeKind.Strategy => _strategies,
        _ => throw new InvalidOperationException($"Unknown scope kind {kind}."),
    };
}
