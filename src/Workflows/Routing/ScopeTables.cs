using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Scopes of all kinds: those that are killed now, or those that were restored. One thread changes them; the copies it gives away are
/// immutable.
/// </summary>
internal sealed class ScopeTables
{
    /// <summary>By kind; none of GLOBAL, of which there is one scope.</summary>
    private readonly KillTable?[] _tables =
        [.. Enum.GetValues<ScopeKind>().Select(kind => kind == ScopeKind.Global ? null : new KillTable(kind))];

    private KillMatch? _global;

    public IEnumerable<KillMatch> All => new[] { _global }.OfType<KillMatch>().Concat(_tables.OfType<KillTable>().SelectMany(t => t.All));

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
        new(Longer(_global, everything), _tables.OfType<KillTable>().Select(table => table.Frozen()));

    /// <summary>The one that holds more back; the first if both do the same.</summary>
    public static KillMatch? Longer(KillMatch? one, KillMatch? other) => one?.HeldUpToInMs >= (other?.HeldUpToInMs ?? long.MinValue)
        ? one
        : other;

    private KillTable TableOf(ScopeKind kind) => _tables[(int)kind]!;
}
