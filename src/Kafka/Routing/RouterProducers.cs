using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Routing;

/// <summary>What the output of one orders partition is sent by. Whatever is measured against a router takes these, too.</summary>
public static class RouterProducers
{
    /// <summary>Where decisions go, whatever the delivery.</summary>
    internal static IReadOnlyList<string> Written { get; } = [Topics.Audit, Topics.GatedOrders, Topics.RejectedOrders];

    /// <summary>Retries for as long as it is there; a report for each record.</summary>
    public static IProducer<byte[]?, byte[]?> Sequenced(KafkaClients clients, RouterOptions options, int partition) =>
        clients.Producer($"{options.Service}-{partition}", deliveryTimeout: null, config =>
        {
            config.DeliveryReportFields = "status";
            config.QueueBufferingMaxMessages = OutputLimits.QueuedMessages(options);
        });

    /// <summary>How many transactional ids a partition has, see <see cref="TransactionalDelivery"/>.</summary>
    public const int Turns = 2;

    /// <summary>Its transactional id is the partition's.</summary>
    /// <param name="clients">Makes it.</param>
    /// <param name="options">The router's.</param>
    /// <param name="partition">Of the orders.</param>
    /// <param name="turn">Which of the partition's ids, from 0. The first is named as it was when there was one.</param>
    public static IProducer<byte[]?, byte[]?> Transactional(KafkaClients clients, RouterOptions options, int partition, int turn = 0) =>
        clients.Producer($"{options.Service}-{partition}", options.TransactionTimeout, config =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{options.TransactionalIdPrefix}-{partition}");
            config.TransactionalId = turn == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}.{turn + 1}");
            config.TransactionTimeoutMs = (int)options.TransactionTimeout.TotalMilliseconds;
            // The commit is the receipt.
            config.EnableDeliveryReports = false;
            config.QueueBufferingMaxMessages = OutputLimits.QueuedMessages(options);
        });
}
