using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Core;

/// <summary>Decides orders as a router does, on one thread.</summary>
/// <param name="limits">What they are held against; null for nothing.</param>
internal sealed class DecisionLoop(LimitTable? limits = null)
{
    /// <summary>
    /// How long the orders take once around, by their records' times, when they are held against limits: longer than one can be another's
    /// duplicate.
    /// </summary>
    private const long AroundInMs = 1_500;

    private const int BatchSize = 5_000;
    private const int KeyLength = 8;
    private const long NowInMs = 1_767_366_002_500;

    /// <summary>After every state of <see cref="SampleStates"/>.</summary>
    public const long SentInMs = NowInMs;

    private readonly AuditJson _audits = new();
    private readonly OrderChecks _checks = new(limits ?? LimitTable.None);
    private long _offset;

    /// <returns>How many there were.</returns>
    public int All(byte[][] orders, KillStateView view, Decision expected, long sentInMs = SentInMs)
    {
        // As long as a batch of a router is by default.
        foreach (var batch in orders.Chunk(BatchSize))
        {
            var context = new DecisionContext(view, "router-1", NowInMs);
            foreach (var order in batch)
            {
                var at = limits is null ? sentInMs : sentInMs + (_offset * AroundInMs / orders.Length);
                var routed = DecisionCore.Decide(KeyLength, order, at, new OrderSource(0, _offset++), context, _checks, _audits);
                if (routed.Decision != expected)
                    throw new InvalidOperationException(
                        $"The decision is {routed.Decision}, not {expected}: what was measured is not what was meant."
                    );
            }
        }
        return orders.Length;
    }

    public double AllocatedAnOrder(byte[][] orders, KillStateView view)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = All(orders, view, Decision.Allow);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }
}
