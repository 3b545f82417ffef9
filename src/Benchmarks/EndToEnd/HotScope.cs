using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>A scope that is about to be killed, and that tagged orders belong to until it is.</summary>
/// <param name="Tag">Its number, from 1.</param>
/// <param name="Scope">An account, a symbol or a strategy that nobody else uses.</param>
internal sealed record HotScope(int Tag, Scope Scope)
{
    /// <summary>In turn an account, a symbol and a strategy.</summary>
    public static HotScope Number(int tag) => new(tag, (tag % 3) switch
    {
        0 => Scope.Account($"hot-{tag}"),
        1 => Scope.Symbol($"HOT{tag}"),
        _ => Scope.Strategy($"HOT_{tag}"),
    });

    public string? Account => Scope.Kind == ScopeKind.Account ? Scope.Value : null;
    public string? Symbol => Scope.Kind == ScopeKind.Symbol ? Scope.Value : null;
    public string? Strategy => Scope.Kind == ScopeKind.Strategy ? Scope.Value : null;
}
