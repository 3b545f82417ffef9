using System.Globalization;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// What a router finds when it takes an orders partition over, and what is still due of its predecessor's work: orders whose copy is out
/// and whose audit is not, because the predecessor stopped between the two.
/// </summary>
internal sealed class LeftUndone
{
    /// <summary>Why an order is held back that stands before one already out. No kill is known that explains it.</summary>
    public const string HeldBackBefore =
        "a router that stopped before it wrote its audit did not let this order through, and later orders of the partition are out; it must not follow them now";

    private readonly AuditJson _audits = new();
    private readonly int _partition;
    private readonly string _service;
    private readonly long _lastAudited;
    private readonly SortedDictionary<long, TopicRecord> _gated;
    private readonly SortedDictionary<long, TopicRecord> _rejected;

    private LeftUndone(
        int partition,
        string service,
        long lastAudited,
        SortedDictionary<long, TopicRecord> gated,
        SortedDictionary<long, TopicRecord> rejected
    )
    {
        _partition = partition;
        _service = service;
        _lastAudited = lastAudited;
        _gated = gated;
        _rejected = rejected;
        // Order is kept among gated copies: none may follow that stands before one that is out.
        NextOffset = gated.Count > 0 ? gated.Keys.Last() + 1 : lastAudited + 1;
        RejectedAhead = rejected.Keys.Where(offset => offset >= NextOffset).ToHashSet();
    }

    /// <summary>
    /// The first offset of the orders partition that may be decided; all before it is settled once <see cref="Due"/> is delivered.
    /// </summary>
    public long NextOffset { get; }

    /// <summary>Source offsets at or behind <see cref="NextOffset"/> whose rejected copy is out: they are not written again.</summary>
    public IReadOnlySet<long> RejectedAhead { get; }

    /// <param name="tails">Reads the outputs.</param>
    /// <param name="partition">Which orders partition.</param>
    /// <param name="service">This router.</param>
    /// <param name="progress">The first undecided offset as the delivery keeps it; null where only the outputs tell.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeliveryFailedException">They tell of orders that are not there: whatever they say, orders could be passed
    /// over.</exception>
    public static LeftUndone Read(OutputTails tails, int partition, string service, long? progress, CancellationToken cancellationToken)
    {
        var audited = tails.LastAudited(partition, cancellationToken);
        var (_, end) = tails.Bounds(Topics.Orders, partition);
        if (progress is { } next && (next < 0 || next > end || audited >= 0 && next > audited + 1))
        {
            throw new DeliveryFailedException(
                $"{Topics.RouterProgress} says that orders partition {partition} is decided below {next}, but it ends at {end} and the last order audited is {audited}. "
                    + $"Find out who wrote that, or whether topics were made anew; then write a record with key {partition} that says the next offset"
            );
        }
        var lastAudited = Math.Max(audited, (progress ?? 0) - 1);
        var left = new LeftUndone(
            partition,
            service,
            lastAudited,
            tails.Beyond(Topics.GatedOrders, partition, lastAudited, cancellationToken),
            tails.Beyond(Topics.RejectedOrders, partition, lastAudited, cancellationToken)
        );
        return left.NextOffset <= end
            ? left
            : throw new DeliveryFailedException(
                $"the outputs of orders partition {partition} say that it is decided below {left.NextOffset}, but it ends at {end}. "
                    + $"If {Topics.Orders} was made anew, make {Topics.GatedOrders}, {Topics.RejectedOrders}, {Topics.Audit} and {Topics.RouterProgress} anew too; "
                    + "otherwise find out who wrote to them"
            );
    }

    /// <summary>The first offset of the orders partition that is not audited.</summary>
    public long FirstDue => _lastAudited + 1;

    /// <summary>The decisions of the predecessor whose audits are missing, by rising offset.</summary>
    /// <param name="tails">Reads the outputs.</param>
    /// <param name="checks">Remembers what came before <see cref="FirstDue"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public List<DecidedOrder> Due(OutputTails tails, PartitionChecks checks, TimeProvider time, CancellationToken cancellationToken)
    {
        var from = FirstDue;
        if (NextOffset == from)
            return [];
        var orders = new SortedDictionary<long, OrderRecord>();
        var low = tails.Bounds(Topics.Orders, _partition).Low;
        foreach (var record in tails.Range(Topics.Orders, _partition, Math.Max(from, low), NextOffset, cancellationToken))
            orders.Add(record.Offset.Value, OrderRecord.Of(record));
        // An order that is no longer kept is known from its copy.
        foreach (var (offset, copy) in _gated)
            orders.TryAdd(offset, AsOrder(offset, copy));
        return [.. orders.Select(o => Settle(o.Value, tails, checks, time, cancellationToken))];
    }

    private DecidedOrder Settle(
        OrderRecord order,
        OutputTails tails,
        PartitionChecks checks,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var copy = _gated.GetValueOrDefault(order.Offset) ?? _rejected.GetValueOrDefault(order.Offset);
        // Without a copy of its own, it was decided with the orders of the next one that has a copy, or before them.
        var decidedWith = copy ?? _gated.First(g => g.Key > order.Offset).Value;
        var offsets = StateOffsets(decidedWith);
        var ts = long.TryParse(decidedWith.Header(Names.DecidedAt), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at
            : decidedWith.TimestampInMs;
        var service = decidedWith.Header(Names.Service) ?? _service;
        var source = new OrderSource(_partition, order.Offset);
        var view = copy is null ? StateHistory.ViewAt(tails, offsets, time, cancellationToken) : StateHistory.Nothing(offsets);
        // Of an order without a price the copies tell whether it was refused; without one it is held back below.
        var passUnpriced = !_rejected.ContainsKey(order.Offset);
        var context = new DecisionContext(view, service, ts, passUnpriced);
        // What is out was let through, whatever the limits say by now.
        var isOut = _gated.ContainsKey(order.Offset);
        var limits = isOut ? OrderChecks.None : checks.Of(order);
        var routed = DecisionCore.Decide(order.Key?.Length ?? 0, order.Value, order.SentInMs, source, context, limits, _audits);
        if (isOut)
            checks.Remember(order);
        if (copy is null && routed.Decision == Decision.Allow)
        {
            context = new DecisionContext(view, _service, ts, passUnpriced);
            routed = DecisionCore.Withhold(order.Value, HeldBackBefore, source, context, _audits);
        }
        return new DecidedOrder(order, routed, context, CopyIsOut: copy is not null);
    }

    private static OrderRecord AsOrder(long offset, TopicRecord copy) => OrderRecord.Of(copy with { Offset = offset });

    private static long[] StateOffsets(TopicRecord copy)
    {
        var text = copy.Header(Names.StateOffsets) ?? "";
        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(o => long.TryParse(o, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0)];
    }
}
