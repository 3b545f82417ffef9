using System.Diagnostics;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>Puts a heap of orders into <c>orders.v1</c>, evenly over its partitions.</summary>
internal static class Preload
{
    private const int Accounts = 20_000;
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the broker has them all.</summary>
    public static Task OrdersAsync(KafkaClients clients, long count, int partitions, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() =>
        {
            using var producer = clients.Producer("bench-preload", deliveryTimeout: null, config =>
            {
                config.LingerMs = 20;
                config.EnableDeliveryReports = false;
            });
            var orders = new OrderBytes(Accounts);
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var to = Enumerable.Range(0, partitions).Select(p => new TopicPartition(Topics.Orders, p)).ToArray();
            for (long i = 0; i < count; i++)
                Send(producer, to[i % partitions], orders.Make(new OrderStamp(Stopwatch.GetTimestamp(), 0), now));
            producer.Flush(cancellationToken);
        });

    private static void Send(IProducer<byte[]?, byte[]?> producer, TopicPartition to, Message<byte[]?, byte[]?> message)
    {
        while (true)
        {
            try
            {
                producer.Produce(to, message);
                return;
            }
            catch (KafkaException e) when (e.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Flush(FullQueuePause);
            }
        }
    }
}
