using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>How the output of one orders partition leaves the router. One thread at a time.</summary>
internal interface IDelivery : IDisposable
{
    /// <summary>The delivery of a mode, which nothing has left by yet.</summary>
    /// <exception cref="InvalidOperationException">The mode was not chosen yet.</exception>
    static IDelivery Open(KafkaClients clients, DeliveryMode mode, RouterOptions options, int partition, TimeProvider time) => mode switch
    {
        DeliveryMode.Sequenced => new SequencedDelivery(clients, options, partition),
        DeliveryMode.Transactional => new TransactionalDelivery(clients, options, partition, time),
        _ => throw new InvalidOperationException($"Delivery {mode} was not chosen."),
    };

    /// <summary>From here on nobody else's output for the partition counts, as far as the implementation can see to that.</summary>
    /// <returns>The first offset that is not decided, where the implementation keeps it; null where the output itself tells.</returns>
    /// <exception cref="DeliveryFailedException">Kafka did not answer as needed. Retrying helps.</exception>
    long? FenceOff(OutputTails tails, CancellationToken cancellationToken);

    /// <summary>Returns when all output of the batch is durable, in the order of the batch. Blocks.</summary>
    /// <param name="batch">Decided orders, by rising offset.</param>
    /// <param name="nextOffset">The first offset behind the batch.</param>
    /// <param name="cancellationToken">Gives up; then it is not known what is out, and the partition must be taken over anew.</param>
    /// <exception cref="DeliveryFailedException">Not known to be out. Take the partition over anew, which finds out.</exception>
    /// <exception cref="PartitionLostException">Somebody else holds the partition.</exception>
    void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken);
}
