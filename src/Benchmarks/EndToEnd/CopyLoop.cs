using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// What a router does, without deciding anything: reads one orders partition in the same batches with the same consumer, and writes
/// each order
/// out twice, itself and once more in the size of its audit, with headers of the size a router's have, by a producer with the same
/// settings:
/// one transaction a batch, or one wait for all acknowledgements.
/// </summary>
internal sealed class CopyLoop : IDisposable
{
    private readonly RouterOptions _options;
    private readonly OrderReader _reader;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly DeliveryReceipts? _receipts;
    private readonly TopicPartition _gated;
    private readonly TopicPartition _audit;
    private readonly Confluent.Kafka.Headers _copyHeaders;
    private readonly Confluent.Kafka.Headers _auditHeaders;
    private readonly byte[] _auditKey;
    private readonly byte[] _auditValue;
    private long _copied;

    public CopyLoop(KafkaClients clients, RouterOptions options, int partition)
    {
        _options = options;
        _gated = new TopicPartition(Topics.GatedOrders, partition);
        _audit = new TopicPartition(Topics.Audit, partition);
        _reader = new OrderReader(clients, options, partition);
        var transactional = options.Delivery == DeliveryMode.Transactional;
        _receipts = transactional ? null : new DeliveryReceipts();
        _producer = transactional
            ? RouterProducers.Transactional(clients, options, partition)
            : RouterProducers.Sequenced(clients, options, partition);
        (_copyHeaders, _auditHeaders, _auditKey, _auditValue) = Sample(options.Service, partition);
    }

    /// <summary>Orders copied and durable so far. Thread-safe.</summary>
    public long Copied => Interlocked.Read(ref _copied);

    public void Run(CancellationToken cancellationToken)
    {
        if (_receipts is null)
            _producer.InitTransactions(_options.StartTimeout);
        _reader.Seek(0);
        var batch = new List<OrderRecord>();
        while (!cancellationToken.IsCancellationRequested)
        {
            _reader.Read(batch);
            if (batch.Count == 0)
                continue;
            if (_receipts is null)
                _producer.BeginTransaction();
            foreach (var order in batch)
            {
                Produce(_gated, new Message<byte[]?, byte[]?> { Key = order.Key, Value = order.Value, Headers = _copyHeaders });
                Produce(_audit, new Message<byte[]?, byte[]?> { Key = _auditKey, Value = _auditValue, Headers = _auditHeaders });
            }
            if (_receipts is null)
                _producer.CommitTransaction(_options.TransactionTimeout);
            else
                _receipts.WaitForAll(cancellationToken);
            Interlocked.Add(ref _copied, batch.Count);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _producer.Dispose();
    }

    private void Produce(TopicPartition to, Message<byte[]?, byte[]?> message)
    {
        _receipts?.Expect();
        _producer.Produce(to, message, _receipts?.OnReceipt);
    }

    private static (Confluent.Kafka.Headers Copy, Confluent.Kafka.Headers Audit, byte[] Key, byte[] Value) Sample(
        string service,
        int partition
    )
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var order = new OrderBytes(1).Make(new OrderStamp(Stopwatch.GetTimestamp(), 0), now);
        var source = new OrderSource(partition, 100_000);
        long[] stateOffsets = [.. Enumerable.Repeat(10L, 8)];
        var nothing = new KillStateFold(TimeProvider.System, alarm => throw new InvalidOperationException(alarm.Message)).View(
            stateOffsets
        );
        var context = new DecisionContext(nothing, service, now);
        var routed = DecisionCore.Decide(order.Key?.Length ?? 0, order.Value, now, source, context, OrderChecks.None, new AuditJson());
        if (routed.Decision != Decision.Allow)
            throw new InvalidOperationException($"The sample is {routed.Decision}, not {Decision.Allow}.");
        Confluent.Kafka.Headers copy = [];
        copy.Add(Names.SourcePartition, Text(partition));
        copy.Add(Names.SourceOffset, Text(source.Offset));
        copy.Add(Names.StateOffsets, Encoding.UTF8.GetBytes(string.Join(',', stateOffsets)));
        copy.Add(Names.DecidedAt, Text(now));
        copy.Add(Names.Service, Encoding.UTF8.GetBytes(service));
        copy.Add(Names.TraceParent, order.Headers[0].GetValueBytes());
        Confluent.Kafka.Headers audit = [];
        audit.Add(Names.SourcePartition, Text(partition));
        audit.Add(Names.SourceOffset, Text(source.Offset));
        audit.Add(Names.TraceParent, order.Headers[0].GetValueBytes());
        return (copy, audit, routed.AuditKey, routed.Audit);
    }

    private static byte[] Text(long number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
