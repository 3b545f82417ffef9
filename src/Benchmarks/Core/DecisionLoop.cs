using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Core;

/// <summary>Decides orders as a router does, on one thread.</summary>
internal sealed class DecisionLoop : IDisposable
{
    private const long NowInMs = 1_767_366_002_500;

    private readonly AuditJson _json = new();
    private long _offset;

    /// <returns>How many there were.</returns>
    public int All(byte[][] orders, KillStateView view, Decision expected)
    {
        foreach (var order in orders)
        {
            var audit = RoutingDecision.Decide(8, order, new OrderSource(0, _offset++), view, "router-1", NowInMs);
            if (audit.Decision != expected || _json.Write(audit).Length == 0)
                throw new InvalidOperationException($"The decision is {audit.Decision} ({audit.Reason}), not {expected}: what was measured is not what was meant.");
        }
        return orders.Length;
    }

    public double AllocatedAnOrder(byte[][] orders, KillStateView view)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = All(orders, view, Decision.Allow);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    public void Dispose() => _json.Dispose();
}
