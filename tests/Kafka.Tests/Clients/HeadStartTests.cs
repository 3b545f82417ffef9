using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Clients;

public sealed class HeadStartTests
{
    [Fact]
    public async Task Taken_BrokerThere_LeavesAProducerThatWrites()
    {
        using var broker = EmbeddedBroker.Start();
        using var producer = new KafkaClients(broker.Settings, loggers: null).Producer("head-start", deliveryTimeout: null);
        using var headStart = new HeadStart(producer, [Topics.Audit, Topics.GatedOrders], broker.Settings.AnswerTimeout);

        await headStart.Taken;

        var written = await producer.ProduceAsync(Topics.Audit, new Message<byte[]?, byte[]?> { Value = [1] });
        Assert.Equal(PersistenceStatus.Persisted, written.Status);
    }

    [Fact]
    public async Task Taken_NobodyListens_EndsAllTheSame()
    {
        var settings = new KafkaSettings("127.0.0.1:1") { AnswerTimeout = TimeSpan.FromMilliseconds(200) };
        using var producer = new KafkaClients(settings, loggers: null).Producer("head-start", TimeSpan.FromSeconds(1));
        using var headStart = new HeadStart(producer, [Topics.Audit], settings.AnswerTimeout);

        await headStart.Taken;

        Assert.True(headStart.Taken.IsCompletedSuccessfully);
    }
}
