using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>The scopes that are killed now, of all kinds. One thread changes it; the views it gives away are immutable.</summary>
internal sealed class KilledScopes
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

    /// <param name="everything">Holds back every order beside what is killed; null if nothing does.</param>
    /// <param name="offsets">As of which offsets of the state topic.</param>
    public KillStateView View(KillMatch? everything, IReadOnlyList<long> offsets) =>
        new(_global ?? everything, _accounts.Frozen(), _symbols.Frozen(), _strategies.Frozen(), offsets);

    private KillTable TableOf(ScopeKind kind) => kind switch
    {
        ScopeKind.Account => _accounts,
        ScopeKind.Symbol => _symbols,
        ScopeKind.Strategy => _strategies,
        _ => throw new InvalidOperationException($"Unknown scope kind {kind}."),
    };
}
