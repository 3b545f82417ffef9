using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>
/// The kills that still hold orders of a scope when its own is lifted: GLOBAL holds all of them; of the others only those matter that an
/// order can belong to as well.
/// </summary>
internal static class OtherKills
{
    private const int Named = 10;

    /// <param name="restored">The scope.</param>
    /// <param name="killed">Every scope with an open incident.</param>
    /// <returns>GLOBAL first. An order has one account, symbol and strategy: kills of others of the same kind do not matter, but that of
    /// what an option is on.</returns>
    public static IReadOnlyList<Scope> Holding(Scope restored, IEnumerable<Scope> killed) =>
        [
            .. killed
                .Where(scope => scope != restored && (scope.Kind != restored.Kind || restored == Scope.Global || IsOn(restored, scope)))
                .Order(),
        ];

    private static bool IsOn(Scope option, Scope underlying) =>
        option.Kind == ScopeKind.Symbol && underlying.Kind == ScopeKind.Symbol && SymbolName.OptionRoot(option.Value) == underlying.Value;

    /// <summary>A sentence for people; empty where nothing holds it.</summary>
    public static string Sentence(Scope restored, IReadOnlyList<Scope> holding)
    {
        if (holding.Count == 0)
            return "";
        if (holding[0] == Scope.Global)
        {
            var others = holding.Count == 1 ? "" : $" {Names([.. holding.Skip(1)])} {(holding.Count == 2 ? "is" : "are")} killed, too.";
            return $"GLOBAL is killed, and holds back every order of {restored} all the same.{others}";
        }
        return $"Orders of {restored} that also belong to {Names(holding)} stay held back: {(holding.Count == 1 ? "that is" : "those are")} killed, too.";
    }

    private static string Names(IReadOnlyList<Scope> scopes) =>
        string.Join(", ", scopes.Take(Named)) + (scopes.Count > Named ? $" and {scopes.Count - Named} more" : "");
}
