using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Benchmarks.Core;

/// <summary>Decides orders as a router does, on one thread.</summary>
internal sealed class DecisionLoop
{
    private const int BatchSize = 5_000;
    private const int KeyLength = 8;
    private const long NowInMs = 1_767_366_002_500;

    /// <summary>After every state of <see cref="SampleStates"/>.</summary>
    public const long SentInMs = NowInMs;

    private readonly AuditJson _audits = new();
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
                var routed = DecisionCore.Decide(KeyLength, order, sentInMs, new OrderSource(0, _offset++), context, _audits);
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
