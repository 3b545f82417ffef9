using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What becomes of records whose senders' clocks are wrong.</summary>
internal static class TimesScenarios
{
    private static readonly Timestamp s_ahead = new(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static async Task EveryTopicTakesAsync(KafkaSettings settings)
    {
        using var producer = new KafkaClients(settings, null).Producer("test-clocks", TimeSpan.FromSeconds(20));
        foreach (var topic in Topics.All)
            Assert.Equal(PersistenceStatus.Persisted, (await producer.ProduceAsync(topic.Name, Ahead())).Status);
    }

    /// <returns>What is said of a gated order that its topic refuses.</returns>
    public static string Refused(KafkaSettings settings, DeliveryMode delivery)
    {
        var clients = new KafkaClients(settings, null);
        var options = new RouterOptions("router-a") { TransactionalIdPrefix = "test-clocks" };
        var gated = new TopicPartition(Topics.GatedOrders, 0);
        if (delivery == DeliveryMode.Sequenced)
        {
            using var sequenced = RouterProducers.Sequenced(clients, options, partition: 0);
            var receipts = new DeliveryReceipts();
            receipts.Expect();
            sequenced.Produce(gated, Ahead(), receipts.OnReceipt);
            return Assert.Throws<DeliveryFailedException>(() => receipts.WaitForAll(CancellationToken.None)).Message;
        }
        using var transactional = RouterProducers.Transactional(clients, options, partition: 0);
        transactional.InitTransactions(Flow.Deadline);
        transactional.BeginTransaction();
        transactional.Produce(gated, Ahead());
        return Assert.ThrowsAny<KafkaException>(() => transactional.CommitTransaction(Flow.Deadline)).Error.Explained().Reason;
    }

    private static Message<byte[]?, byte[]?> Ahead() =>
        new() { Key = "k"u8.ToArray(), Value = "v"u8.ToArray(), Timestamp = s_ahead };
}
