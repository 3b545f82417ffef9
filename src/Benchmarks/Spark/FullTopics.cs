using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>What years leave behind: scopes in the state topic, killed and restored, and kills in the commands' topic.</summary>
internal static class FullTopics
{
    /// <summary>Returns when the broker has them all, a day old.</summary>
    public static Task FillAsync(KafkaClients clients, int count, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() =>
        {
            using var producer = clients.Producer("bench-full", deliveryTimeout: null, config =>
            {
                config.LingerMs = 20;
                config.EnableDeliveryReports = false;
            });
            var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
            for (var i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
            {
                var account = string.Create(CultureInfo.InvariantCulture, $"OLD-{i}");
                var version = yesterday.ToUnixTimeMilliseconds() + i;
                var status = i % 2 == 0 ? KillStatus.Killed : KillStatus.Active;
                Send(producer, Topics.State, SampleStates.Key(account), SampleStates.Value(account, version, status), yesterday);
                Send(producer, Topics.Commands, SampleStates.Key(account), SampleStates.Command(account, version), yesterday);
            }
            producer.Flush(cancellationToken);
        });

    private static void Send(IProducer<byte[]?, byte[]?> producer, string topic, byte[] key, byte[] value, DateTimeOffset at)
    {
        var message = new Message<byte[]?, byte[]?> { Key = key, Value = value, Timestamp = new Timestamp(at) };
        while (true)
        {
            try
            {
                producer.Produce(topic, message);
                return;
            }
            catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Flush(TimeSpan.FromMilliseconds(20));
            }
        }
    }
}
