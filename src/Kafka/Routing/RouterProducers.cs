using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;

namespace KillSwitch.Kafka.Routing;

/// <summary>What the output of one orders partition is sent by. Whatever is measured against a router takes these, too.</summary>
public static class RouterProducers
{
    /// <summary>Retries for as long as it is there; a report for each record.</summary>
    public static IProducer<byte[]?, byte[]?> Sequenced(KafkaClients clients, RouterOptions options, int partition) =>
        clients.Producer($"{options.Service}-{partition}", deliveryTimeout: null, config =>
        {
            config.DeliveryReportFields = "status";
            config.QueueBufferingMaxMessages = OutputLimits.QueuedMessages(options);
        });

    /// <summary>Its transactional id is the partition's.</summary>
    public static IProducer<byte[]?, byte[]?> Transactional(KafkaClients clients, RouterOptions options, int partition) =>
        clients.Producer($"{options.Service}-{partition}", options.TransactionTimeout, config =>
        {
            config.TransactionalId = string.Create(CultureInfo.InvariantCulture, $"{options.TransactionalIdPrefix}-{partition}");
            config.TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds;
            // The commit is the receipt.
            config.EnableDeliveryReports = false;
            config.QueueBufferingMaxMessages = OutputLimits.QueuedMessages(options);
        });
}
