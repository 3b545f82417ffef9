using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// The latest orders of killed scopes. Orders and states are read beside each other, so an order can be measured a moment before the
/// ACTIVE that it came after is known; from here it is counted again, where it belongs.
/// </summary>
internal sealed class RecentOrders
{
    /// <summary>More than states are ever read behind orders.</summary>
    private const long KeptMs = 5_000;

    /// <summary>Enough to cross any limit again; of a flood the oldest go first.</summary>
    private const int KeptOrders = 10_000;

    private readonly Queue<MeasuredOrder> _orders = new();

    public void Add(in MeasuredOrder order)
    {
        while (_orders.TryPeek(out var oldest) && (_orders.Count >= KeptOrders || oldest.ArrivedTs < order.ArrivedTs - KeptMs))
            _orders.Dequeue();
        _orders.Enqueue(order);
    }

    /// <summary>Those of the scope that came after <paramref name="at"/> (Unix ms).</summary>
    public IEnumerable<MeasuredOrder> Since(Scope scope, long at) => _orders.Where(o => o.ArrivedTs > at && Belongs(o, scope));

    private static bool Belongs(in MeasuredOrder order, Scope scope) => scope.Kind switch
    {
        ScopeKind.Account => order.Order.AccountId == scope.Value,
        ScopeKind.Symbol => order.Order.Symbol == scope.Value,
        ScopeKind.Strategy => order.Order.Strategy == scope.Value,
        _ => false,
    };
}
