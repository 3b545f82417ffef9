using System.Diagnostics;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Idle;

/// <summary>How long records take from a producer to a consumer that waits for them.</summary>
internal static class BrokerHops
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="bootstrap">The broker.</param>
    /// <param name="count">How many records, one after the other.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>In ms.</returns>
    /// <remarks>In a topic that nobody else in the stack reads.</remarks>
    public static async Task<IReadOnlyList<double>> MeasureAsync(string bootstrap, int count, CancellationToken cancellationToken)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(
            new ProducerConfig { BootstrapServers = bootstrap, Acks = Acks.All, LingerMs = 0, SocketNagleDisable = true }
        ).Build();
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(
            new ConsumerConfig
            {
                BootstrapServers = bootstrap,
                GroupId = "killswitch-idle",
                EnableAutoCommit = false,
                FetchWaitMaxMs = 100,
                SocketNagleDisable = true,
            }
        ).Build();
        var place = new TopicPartition(Topics.RiskSignals, 0);
        consumer.Assign(new TopicPartitionOffset(place, Offset.End));
        consumer.Consume(TimeSpan.FromSeconds(1));
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            producer.Produce(place, new Message<Null, byte[]> { Value = [1] });
            if (consumer.Consume(Patience) is null)
                throw new TimeoutException($"A record did not arrive within {Patience.TotalSeconds:0} s.");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Apart, TimeProvider.System, cancellationToken);
        }
        return times;
    }
}
