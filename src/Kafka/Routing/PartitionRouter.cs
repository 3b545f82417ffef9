using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Decides the batches of one orders partition and delivers them. It does not care where a batch comes from: a consumer of its own or an
/// event that hands one over. One thread at a time.
/// </summary>
internal sealed class PartitionRouter(
    KafkaClients clients,
    RouterOptions options,
    int partition,
    StateReader state,
    IDelivery delivery,
    RouterCounters counters,
    TimeProvider time)
{
    private readonly List<DecidedOrder> _decided = [];
    private readonly AuditJson _audits = new();
    private IReadOnlySet<long> _rejectedAhead = new HashSet<long>();
    private PartitionChecks _checks = new(LimitTable.None, ReferencePrices.None, replays: false, passUnpriced: false);

    /// <summary>
    /// The first offset that is not decided. A batch that begins behind it has a gap before it, which has to be read from the topic
    /// first.
    /// </summary>
    public long NextOffset { get; private set; }

    /// <summary>Takes the partition over and completes what the router before left undone.</summary>
    /// <exception cref="DeliveryFailedException">Try again.</exception>
    /// <exception cref="StateUnreadableException">Try again: what orders are held against is not known.</exception>
    public void TakeOver(CancellationToken cancellationToken)
    {
        using var tails = new OutputTails(clients);
        TakeOver(tails, cancellationToken);
    }

    /// <summary>The same with a reader of the outputs that is there already; a new one takes time to connect.</summary>
    public void TakeOver(OutputTails tails, CancellationToken cancellationToken)
    {
        var progress = delivery.FenceOff(tails, cancellationToken);
        var left = LeftUndone.Read(tails, partition, options.Service, progress, cancellationToken);
        _checks = Remembering(state.CatchUp(cancellationToken), tails, left.FirstDue, cancellationToken);
        var due = left.Due(tails, _checks, time, cancellationToken);
        foreach (var chunk in due.Chunk(options.BatchSize))
            Deliver(chunk, chunk[^1].Order.Offset + 1, cancellationToken);
        NextOffset = left.NextOffset;
        _rejectedAhead = left.RejectedAhead;
        Logs.TakenOver(clients.Log, options.Service, partition, NextOffset, due.Count);
    }

    /// <summary>
    /// Decides a batch on the kill state as of now, and returns when its output is durable. Orders already decided are passed over.
    /// </summary>
    /// <param name="orders">By rising offset, without gaps in what the topic holds.</param>
    /// <param name="guard">Asked once the batch is decided, before it is sent.</param>
    /// <param name="cancellationToken">Gives up; take the partition over before the next batch.</param>
    /// <exception cref="StateUnreadableException">Nothing was decided. Try again with the same batch.</exception>
    /// <exception cref="DeliveryFailedException">Take the partition over anew.</exception>
    /// <exception cref="PartitionLostException">Somebody else holds, or may hold, the partition.</exception>
    public void Process(IReadOnlyList<OrderRecord> orders, LeaseGuard guard, CancellationToken cancellationToken)
    {
        // The barrier: captured with the orders in hand, so a kill acknowledged before any of them was read is in it.
        var view = state.CatchUp(cancellationToken);
        counters.StateRead(view);
        if (!_checks.TryUse(view.Limits, view.Prices))
            _checks = Remembering(view, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var context = new DecisionContext(view.Kills, options.Service, now, options.PassUnpriced, view.LimitsOffsets);
        _decided.Clear();
        foreach (var order in orders)
        {
            if (order.Offset < NextOffset)
                continue;
            var routed = DecisionCore.Decide(
                order.Key?.Length ?? 0,
                order.Value,
                order.SentInMs,
                new OrderSource(partition, order.Offset),
                context,
                _checks.Of(order),
                _audits
            );
            _decided.Add(
                new DecidedOrder(order, routed, context, routed.Decision == Decision.Reject && _rejectedAhead.Contains(order.Offset))
            );
        }
        if (_decided.Count == 0)
            return;
        guard.RequireHeld();
        var next = orders[^1].Offset + 1;
        Deliver(_decided, next, cancellationToken);
        NextOffset = next;
    }

    /// <summary>Limits that look back further than those before: with a reader of its own, as they change seldom.</summary>
    private PartitionChecks Remembering(RoutingView view, CancellationToken cancellationToken)
    {
        using var tails = new OutputTails(clients);
        return Remembering(view, tails, NextOffset, cancellationToken);
    }

    /// <summary>The limits, with what the partition brought before: read again, as nobody hands it on.</summary>
    private PartitionChecks Remembering(RoutingView view, OutputTails tails, long before, CancellationToken cancellationToken)
    {
        var checks = new PartitionChecks(view.Limits, view.Prices, options.Replays, options.PassUnpriced);
        if (checks.LookBack == TimeSpan.Zero)
            return checks;
        foreach (var record in tails.Before(Topics.Orders, partition, before, checks.LookBack, cancellationToken))
            checks.Remember(OrderRecord.Of(record));
        return checks;
    }

    private void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
    {
        delivery.Deliver(batch, nextOffset, cancellationToken);
        counters.Delivered(partition, batch, nextOffset);
    }
}
