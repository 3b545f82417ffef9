using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

internal static class ScopesOf
{
    /// <summary>Every scope whose kill must stop the order.</summary>
    public static Scope[] Order(Order order) =>
        [Scope.Global, Scope.Account(order.AccountId), Scope.Symbol(order.Symbol), Scope.Strategy(order.Strategy)];
}
