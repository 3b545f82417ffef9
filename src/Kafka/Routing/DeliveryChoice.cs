using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>Which delivery a router uses, and why. It is found out at start and never changes while the router runs.</summary>
internal sealed record DeliveryChoice(DeliveryMode Mode, string Reason)
{
    /// <summary>Blocks.</summary>
    /// <exception cref="DeliveryNotSupportedException">Transactional was asked for and cannot work here.</exception>
    /// <exception cref="DeliveryFailedException">Kafka did not answer: nothing was found out.</exception>
    public static DeliveryChoice Make(KafkaClients clients, RouterOptions options, CancellationToken cancellationToken)
    {
        if (options.Delivery == DeliveryMode.Sequenced)
            return new(DeliveryMode.Sequenced, "it was asked for");
        var whyNot = new TransactionProbe(clients, options).WhyNot(cancellationToken);
        return (options.Delivery, whyNot) switch
        {
            (DeliveryMode.Transactional, null) => new(DeliveryMode.Transactional, "it was asked for, and transactions work here"),
            (DeliveryMode.Transactional, _) => throw new DeliveryNotSupportedException(
                $"Transactional delivery was asked for (--delivery transactional), but transactions do not work on the broker at {clients.Settings.Bootstrap}: {whyNot}. "
                    + "Use --delivery sequenced there, or a broker with transactions (Apache Kafka, MSK Provisioned)."
            ),
            (_, null) => new(DeliveryMode.Transactional, "transactions work here"),
            _ => new(DeliveryMode.Sequenced, $"transactions do not work on this broker: {whyNot}"),
        };
    }
}
