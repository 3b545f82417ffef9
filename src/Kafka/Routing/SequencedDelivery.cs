using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// Idempotent and in order, for brokers without transactions. Gated and rejected copies of a batch are acknowledged before
/// its audits are sent; so whatever is audited is out, and a successor finds what was out and not audited behind the last audit.
/// </summary>
/// <remarks>
/// A record is retried for as long as the partition is held. To give up after a time and send it again from a new producer could
/// bring it out twice, as the broker knows a repeat only from the producer that sent it first.
/// </remarks>
internal sealed class SequencedDelivery : IDelivery
{
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly HeadStart _headStart;
    private readonly OutputRecords _records;
    private readonly DeliveryReceipts _receipts = new();
    private readonly int _partition;

    public SequencedDelivery(KafkaClients clients, RouterOptions options, int partition)
    {
        _partition = partition;
        _records = new OutputRecords(partition);
        _producer = RouterProducers.Sequenced(clients, options, partition);
        _headStart = new HeadStart(_producer, RouterProducers.Written, clients.Settings.AnswerTimeout);
    }

    /// <remarks>Nobody can be fenced off here.</remarks>
    public long? FenceOff(OutputTails tails, CancellationToken cancellationToken) => null;

    public void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
    {
        SendCopies(batch, cancellationToken);
        SendAudits(batch, cancellationToken);
    }

    /// <summary>The first half: returns when every gated and rejected copy is acknowledged.</summary>
    public void SendCopies(IReadOnlyList<DecidedOrder> batch, CancellationToken cancellationToken)
    {
        foreach (var decided in batch)
        {
            if (decided.CopyIsOut)
                continue;
            switch (decided.Routed.Decision)
            {
                case Decision.Allow: Send(Topics.GatedOrders, _records.Gated(decided)); break;
                case Decision.Reject: Send(Topics.RejectedOrders, _records.Rejected(decided)); break;
                case Decision.Drop: break;
                default: throw new InvalidOperationException($"Unknown decision {decided.Routed.Decision}.");
            }
        }
        _receipts.WaitForAll(cancellationToken);
    }

    /// <summary>The second half: returns when every audit is acknowledged.</summary>
    public void SendAudits(IReadOnlyList<DecidedOrder> batch, CancellationToken cancellationToken)
    {
        foreach (var decided in batch)
            Send(Topics.Audit, _records.Audit(decided));
        _receipts.WaitForAll(cancellationToken);
    }

    public void Dispose()
    {
        _headStart.Dispose();
        _producer.Dispose();
    }

    private void Send(string topic, Message<byte[]?, byte[]?> message)
    {
        _receipts.Expect();
        try
        {
            _producer.Produce(new TopicPartition(topic, _partition), message, _receipts.OnReceipt);
        }
        catch (KafkaException e)
        {
            throw new DeliveryFailedException($"a record for {topic} was not taken: {e.Error.Reason}", e);
        }
    }
}
