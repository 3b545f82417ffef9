using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>The delivery of each mode.</summary>
internal static class Deliveries
{
    /// <exception cref="InvalidOperationException">The mode was not chosen yet.</exception>
    public static IDelivery Open(KafkaClients clients, DeliveryMode mode, RouterOptions options, int partition, TimeProvider time) =>
        mode switch
        {
            DeliveryMode.Sequenced => new SequencedDelivery(clients, options, partition),
            DeliveryMode.Transactional => new TransactionalDelivery(clients, options, partition, time),
            _ => throw new InvalidOperationException($"Delivery {mode} was not chosen."),
        };
}
