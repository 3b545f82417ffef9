using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// One transaction a batch: gated and rejected copies, audits and progress together or not at all. The transactional ids belong to the
/// orders partition, so whoever takes the partition over fences the router before, and partitions do not wait for each other.
/// </summary>
/// <remarks>
/// A transaction cannot begin under an id while the coordinator still closes the one before, and librdkafka looks again after 20 ms. So two
/// ids take turns: one transaction at a time, each under the other id than the one before. Whoever takes the partition over fences both
/// before it reads the progress.
/// </remarks>
internal sealed class TransactionalDelivery : IDelivery
{
    /// <summary>How long one call waits before a cancellation is looked for.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(500);

    private readonly IProducer<byte[]?, byte[]?>[] _producers;
    private readonly HeadStart[] _headStarts;
    private readonly OutputRecords _records;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly int _partition;
    private readonly string _key;
    private int _turn;

    public TransactionalDelivery(KafkaClients clients, RouterOptions options, int partition, TimeProvider time)
    {
        _options = options;
        _partition = partition;
        _time = time;
        _key = partition.ToString(CultureInfo.InvariantCulture);
        _records = new OutputRecords(partition);
        _producers =
        [
            .. Enumerable
                .Range(0, RouterProducers.Turns)
                .Select(turn => RouterProducers.Transactional(clients, options, partition, turn)),
        ];
        _headStarts =
        [
            .. _producers.Select(producer => new HeadStart(
                producer,
                [.. RouterProducers.Written, Topics.RouterProgress],
                clients.Settings.AnswerTimeout
            )),
        ];
    }

    /// <summary>Whose turn it is.</summary>
    private IProducer<byte[]?, byte[]?> Producer => _producers[_turn];

    public long? FenceOff(OutputTails tails, CancellationToken cancellationToken)
    {
        foreach (var producer in _producers)
            Retry(
                () => producer.InitTransactions(Slice),
                _options.StartTimeout,
                "the transactional id was not taken over",
                cancellationToken
            );
        var value = tails.LastValue(Topics.RouterProgress, _partition, _key, cancellationToken);
        if (value is null)
            return null;
        try
        {
            var progress = JsonSerializer.Deserialize(value, ContractsJson.Default.RouterProgress);
            return progress?.Partition == _partition ? progress.NextOffset : throw Unreadable("it is of another partition", null);
        }
        catch (JsonException e)
        {
            throw Unreadable(e.Message, e);
        }
    }

    /// <summary>To guess would decide orders twice, or skip some.</summary>
    private DeliveryFailedException Unreadable(string why, Exception? inner) =>
        new(
            $"the progress of partition {_partition} in {Topics.RouterProgress} cannot be read ({why}). Write a record with key {_key} that says the next offset",
            inner
        );

    public void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
    {
        Write(batch, nextOffset);
        Commit(cancellationToken);
    }

    /// <summary>The first half: nobody who reads committed records sees any of it yet.</summary>
    public void Write(IReadOnlyList<DecidedOrder> batch, long nextOffset)
    {
        try
        {
            _turn = (_turn + 1) % _producers.Length;
            Producer.BeginTransaction();
            foreach (var decided in batch)
                Send(decided);
            var progress = new RouterProgress(_partition, nextOffset, _options.Service, _time.GetUtcNow().ToUnixTimeMilliseconds());
            Produce(Topics.RouterProgress, new Message<byte[]?, byte[]?>
            {
                Key = Encoding.UTF8.GetBytes(_key),
                Value = JsonSerializer.SerializeToUtf8Bytes(progress, ContractsJson.Default.RouterProgress),
            });
        }
        catch (KafkaException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>The second half: all of it is seen, or it is not known to be.</summary>
    public void Commit(CancellationToken cancellationToken) =>
        Retry(
            () => Producer.CommitTransaction(Slice),
            _options.TransactionTimeout,
            "the transaction was not committed",
            cancellationToken
        );

    /// <summary>Returns when all that was written is at the broker, which the commit sees to by itself.</summary>
    public void Flush() => Producer.Flush(_options.TransactionTimeout);

    /// <remarks>An open transaction is aborted by the next owner's fence, or by Kafka when its time is over.</remarks>
    public void Dispose()
    {
        foreach (var headStart in _headStarts)
            headStart.Dispose();
        foreach (var producer in _producers)
            producer.Dispose();
    }

    private void Send(in DecidedOrder decided)
    {
        if (!decided.CopyIsOut)
        {
            switch (decided.Routed.Decision)
            {
                case Decision.Allow: Produce(Topics.GatedOrders, _records.Gated(decided)); break;
                case Decision.Reject: Produce(Topics.RejectedOrders, _records.Rejected(decided)); break;
                case Decision.Drop: break;
                default: throw new InvalidOperationException($"Unknown decision {decided.Routed.Decision}.");
            }
        }
        Produce(Topics.Audit, _records.Audit(decided));
    }

    private void Produce(string topic, Message<byte[]?, byte[]?> message) =>
        Producer.Produce(new TopicPartition(topic, _partition), message);

    /// <summary>Calls again what librdkafka allows to be called again, which continues the same operation.</summary>
    private void Retry(Action operation, TimeSpan timeout, string failure, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                operation();
                return;
            }
            catch (KafkaRetriableException) when (Stopwatch.GetElapsedTime(started) < timeout && !cancellationToken.IsCancellationRequested)
            {
            }
            catch (KafkaRetriableException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new DeliveryFailedException($"{failure} within {timeout.TotalSeconds:0.#} s: {e.Error.Reason}", e);
            }
            catch (KafkaException e)
            {
                throw Failure(e);
            }
        }
    }

    private Exception Failure(KafkaException e) =>
        e.Error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch
            ? new PartitionLostException($"another router has taken orders partition {_partition} over and fenced this one", e)
            : new DeliveryFailedException($"the transaction of orders partition {_partition} failed: {e.Error.Explained().Reason}", e);
}
