using KillSwitch.Chaos.Evidence;
using KillSwitch.Verification.Promises;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Chaos.Checks;

/// <summary>
/// The barrier, apart from any clock of the system: an order that was sent when an outsider had already read a state record can only
/// be in a batch that began later, so the batch's state must hold that record.
/// </summary>
internal sealed class EveryBatchSawWhatWasReadable : IChaosCheck
{
    private const string Name = "Every order was decided on a state no older than what anybody could read when it was sent";

    public PromiseResult Check(ChaosEvidence evidence)
    {
        var finding = new Finding();
        var known = Known(evidence);
        foreach (var decision in evidence.Facts.Decisions)
        {
            if (!known.TryGetValue(decision.Source, out var then))
                continue;
            finding.Looked();
            if (Behind(decision.StateOffsets, then.Floor) is { } partition)
            {
                var at = decision.StateOffsets.ElementAtOrDefault(partition);
                finding.Wrong($"{decision.Source.AsId} ({decision.Place.In(Topics.Audit)}, {decision.Service}) was sent at {then.Sent} "
                    + $"and got {decision.Decision} at offset {at} of {Topics.State} partition {partition}, "
                    + $"where {then.Floor[partition] - 1} had been read by then.");
            }
        }
        return finding.Result(Name, "By when an outsider had read what.", expected: true, "no decision is about an acknowledged order");
    }

    /// <summary>By order, when it was sent, and below which offsets all of the state topic had been read by then.</summary>
    private static Dictionary<OrderSource, (TimeSpan Sent, long[] Floor)> Known(ChaosEvidence evidence)
    {
        var known = new Dictionary<OrderSource, (TimeSpan, long[])>(evidence.Driver.Ledger.Orders.Count);
        var floor = new long[evidence.Facts.Partitions(Topics.State)];
        using var seen = evidence.Driver.Witness.Seen.OrderBy(s => s.At).GetEnumerator();
        var more = seen.MoveNext();
        foreach (var order in evidence.Driver.Ledger.Orders.OrderBy(o => o.Sent))
        {
            for (; more && seen.Current.At < order.Sent; more = seen.MoveNext())
            {
                var read = (long[])floor.Clone();
                read[seen.Current.Partition] = Math.Max(read[seen.Current.Partition], seen.Current.Offset + 1);
                floor = read;
            }
            known[new OrderSource(order.Partition, order.Offset)] = (order.Sent, floor);
        }
        return known;
    }

    private static int? Behind(IReadOnlyList<long> offsets, long[] floor)
    {
        for (var p = 0; p < floor.Length; p++)
        {
            if (floor[p] > 0 && (p >= offsets.Count || offsets[p] < floor[p]))
                return p;
        }
        return null;
    }
}
