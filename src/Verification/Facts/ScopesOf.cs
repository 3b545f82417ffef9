using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

internal static class ScopesOf
{
    /// <summary>Every scope whose kill must stop the order; a cancel is stopped by none.</summary>
    public static Scope[] Order(Order order)
    {
        if (order.Action == OrderAction.Cancel)
            return [];
        var optional = new (ScopeKind Kind, string? Value)[]
        {
            (ScopeKind.Firm, order.Firm),
            (ScopeKind.Venue, order.Venue),
            (ScopeKind.Desk, order.Desk),
            (ScopeKind.Trader, order.Trader),
            (ScopeKind.Symbol, order.Underlying),
            (ScopeKind.Symbol, SymbolName.OptionRoot(order.Symbol)),
        };
        return
        [
            Scope.Global,
            Scope.Account(order.AccountId),
            Scope.Symbol(order.Symbol),
            Scope.Strategy(order.Strategy),
            .. optional.Where(o => o.Value is not null).Select(o => Scope.Of(o.Kind, o.Value!)),
        ];
    }
}
