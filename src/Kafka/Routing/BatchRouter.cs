using System.Collections.Concurrent;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Enforces the kill state on batches of <c>orders.v1</c> that somebody else read: a Lambda event source mapping. What a batch is, is
/// taken from it; where to go on is taken from the topics, so a batch that comes twice changes nothing, and orders that were never
/// handed over are read and decided before those behind them.
/// </summary>
/// <remarks>
/// Promises what <see cref="Router"/> promises, the barrier included: the state is read anew for every batch. Whoever hands batches over
/// must hand those of one partition over one at a time, and again until <see cref="RouteAsync"/> returns. Sequenced delivery looks at
/// the ends of its outputs before every batch, as another environment may have had the partition meanwhile.
/// </remarks>
public sealed class BatchRouter : IDisposable
{
    private readonly KafkaClients _clients;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly RouterCounters _counters;
    private readonly StateReader _state;
    private readonly ConcurrentDictionary<int, HandedPartition> _partitions = new();
    private Task? _firstReading;

    /// <exception cref="ArgumentException">A setting is wrong, or the delivery is not chosen: a batch is no time to find out what
    /// the broker can do.</exception>
    public BatchRouter(KafkaSettings settings, RouterOptions options, TimeProvider time, ILoggerFactory? loggers = null)
    {
        _options = options.Validated();
        if (_options.Delivery == DeliveryMode.Auto)
            throw new ArgumentException(
                $"{nameof(RouterOptions.Delivery)} is {DeliveryMode.Auto}; a router of batches takes {DeliveryMode.Sequenced} or {DeliveryMode.Transactional}."
            );
        _clients = new KafkaClients(settings, loggers);
        _time = time;
        _counters = new RouterCounters(_options);
        _state = new StateReader(_clients, _options.Limits, _time, alarm =>
        {
            _counters.Alarm(alarm.Message);
            Logs.StateAlarm(_clients.Log, _options.Service, alarm.Message);
        });
    }

    /// <summary>Thread-safe, cheap.</summary>
    public RouterStatus Status => _counters.Snapshot();

    /// <summary>Returns when every order up to the last of each partition is decided and its output durable. One call at a time.</summary>
    /// <param name="records">Of <c>orders.v1</c>, any partitions, in any order.</param>
    /// <param name="cancellationToken">Gives up; hand the same batch over again.</param>
    /// <exception cref="StateUnreadableException">The kill state cannot be read, so nothing may pass. Hand the same batch over
    /// again.</exception>
    /// <exception cref="DeliveryFailedException">Hand the same batch over again.</exception>
    /// <exception cref="PartitionLostException">Hand the same batch over again.</exception>
    /// <exception cref="Confluent.Kafka.KafkaException">Hand the same batch over again.</exception>
    public async Task<RoutedBatch> RouteAsync(IReadOnlyCollection<TopicRecord> records, CancellationToken cancellationToken)
    {
        var before = Status;
        _firstReading ??= ReadAheadAsync(cancellationToken);
        await Task.WhenAll(
                records
                    .GroupBy(r => r.Partition)
                    .Select(p =>
                        DedicatedThread.RunAsync(() =>
                            Route(p.Key, [.. p.OrderBy(r => r.Offset).Select(OrderRecord.Of)], cancellationToken)
                        )
                    )
            )
            .ConfigureAwait(false);
        var after = Status;
        return new RoutedBatch(after.Allowed - before.Allowed, after.Dropped - before.Dropped, after.Rejected - before.Rejected);
    }

    public void Dispose()
    {
        foreach (var partition in _partitions.Values)
            partition.Dispose();
        _state.Dispose();
    }

    /// <summary>
    /// Reads the state while the partitions are taken over, so that the first batch has little left to read. It promises nothing: every
    /// batch reads on to the end that the topic has then, and says what fails.
    /// </summary>
    private Task ReadAheadAsync(CancellationToken cancellationToken) => DedicatedThread.RunAsync(() =>
    {
        try
        {
            _state.CatchUp(cancellationToken);
        }
        catch (Exception e) when (e is StateUnreadableException or OperationCanceledException or ObjectDisposedException)
        {
            // The batch finds out for itself.
        }
    });

    private void Route(int partition, IReadOnlyList<OrderRecord> orders, CancellationToken cancellationToken)
    {
        var handed = _partitions.GetOrAdd(partition, p => new HandedPartition(_clients, _options, p, _state, _counters, _time));
        try
        {
            handed.Route(orders, cancellationToken);
        }
        catch (Exception e)
        {
            // What is out is not known any more: the next try finds it in the outputs.
            _partitions.TryRemove(partition, out _);
            handed.Dispose();
            _counters.Failed($"orders partition {partition}: {e.Message}");
            Logs.PartitionFailed(_clients.Log, _options.Service, partition, e.Message);
            throw;
        }
    }
}
