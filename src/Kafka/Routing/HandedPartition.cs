using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// One orders partition of which batches are handed over. One thread at a time; after an exception, dispose of it and begin anew.
/// </summary>
internal sealed class HandedPartition : IDisposable
{
    private readonly KafkaClients _clients;
    private readonly RouterOptions _options;
    private readonly int _partition;
    private readonly TimeProvider _time;
    private readonly IDelivery _delivery;
    private readonly PartitionRouter _router;
    private readonly OutputTails _tails;
    private bool _held;

    public HandedPartition(
        KafkaClients clients,
        RouterOptions options,
        int partition,
        StateReader state,
        RouterCounters counters,
        TimeProvider time
    )
    {
        _clients = clients;
        _options = options;
        _partition = partition;
        _time = time;
        _delivery = IDelivery.Open(clients, options.Delivery, options, partition, time);
        _router = new PartitionRouter(clients, options, partition, state, _delivery, counters, time);
        _tails = new OutputTails(clients);
    }

    /// <summary>Decides what was handed over, and before it whatever the topic holds that nobody has decided.</summary>
    /// <param name="orders">By rising offset.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public void Route(IReadOnlyList<OrderRecord> orders, CancellationToken cancellationToken)
    {
        // Another environment may have had the partition since. Transactional delivery would be fenced, in which case this begins anew;
        // sequenced delivery has to look.
        if (!_held || _options.Delivery == DeliveryMode.Sequenced || orders[0].Offset != _router.NextOffset)
            TakeOver(cancellationToken);
        foreach (var run in Runs(orders))
        {
            if (run[0].Offset > _router.NextOffset)
                ReadUpTo(run[0].Offset, cancellationToken);
            foreach (var chunk in run.Chunk(_options.BatchSize))
                Process(chunk, cancellationToken);
        }
    }

    public void Dispose()
    {
        _tails.Dispose();
        _delivery.Dispose();
    }

    private void TakeOver(CancellationToken cancellationToken)
    {
        _tails.KeepSignedIn(_time);
        _router.TakeOver(_tails, cancellationToken);
        var (low, end) = _tails.Bounds(Topics.Orders, _partition);
        OrderStart.Of(_clients, _partition, _router.NextOffset, low, end);
        _held = true;
    }

    private void ReadUpTo(long end, CancellationToken cancellationToken)
    {
        var (low, last) = _tails.Bounds(Topics.Orders, _partition);
        for (var from = OrderStart.Of(_clients, _partition, _router.NextOffset, low, last); from < end; from += _options.BatchSize)
        {
            var missing = _tails.Range(Topics.Orders, _partition, from, Math.Min(from + _options.BatchSize, end), cancellationToken);
            if (missing.Count > 0)
                Process([.. missing.Select(OrderRecord.Of)], cancellationToken);
        }
    }

    private void Process(IReadOnlyList<OrderRecord> orders, CancellationToken cancellationToken) =>
        _router.Process(orders, new LeaseGuard(_options, _time), cancellationToken);

    /// <summary>Stretches without a gap: between two of them the topic is asked.</summary>
    private static IEnumerable<OrderRecord[]> Runs(IReadOnlyList<OrderRecord> orders)
    {
        var begin = 0;
        for (var i = 1; i <= orders.Count; i++)
        {
            if (i < orders.Count && orders[i].Offset == orders[i - 1].Offset + 1)
                continue;
            yield return [.. orders.Skip(begin).Take(i - begin)];
            begin = i;
        }
    }
}
