using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using KillSwitch.Hosting;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Brokers.Tests.Relay;

/// <summary>The embedded broker, as clients meet it.</summary>
public sealed class BrokerRelayTests
{
    /// <summary>Longer than any test: whoever would have to wait for its end fails.</summary>
    private const int LongWaitMs = 60_000;

    [Fact]
    public async Task Fetch_WhileNothingIsThere_IsAnsweredByTheNextWriteAndNotByItsTime()
    {
        using var broker = EmbeddedBroker.Start(partitions: 1);
        using var consumer = Consumer(broker);
        consumer.Assign(new TopicPartitionOffset(Topics.Orders, 0, 0));
        Assert.True(Next(consumer).IsPartitionEOF);
        var waits = Task.Run(() => Next(consumer));

        await ProduceAsync(broker, Acks.All);

        Assert.False((await waits.WaitAsync(Until.Deadline)).IsPartitionEOF);
    }

    [Fact]
    public async Task Fetch_AfterAWriteThatNobodyAcknowledges_IsAnswered()
    {
        using var broker = EmbeddedBroker.Start(partitions: 1);
        using var consumer = Consumer(broker, waitMs: 200);
        consumer.Assign(new TopicPartitionOffset(Topics.Orders, 0, 0));
        Assert.True(Next(consumer).IsPartitionEOF);

        await ProduceAsync(broker, Acks.None);

        Assert.False(Next(consumer).IsPartitionEOF);
    }

    [Fact]
    public void OtherRequest_BehindAFetchThatWaits_IsNotHeldUp()
    {
        using var broker = EmbeddedBroker.Start(partitions: 1);
        using var consumer = Consumer(broker);
        consumer.Assign(new TopicPartitionOffset(Topics.Orders, 0, 0));
        Assert.True(Next(consumer).IsPartitionEOF);

        Assert.Equal(0, consumer.QueryWatermarkOffsets(new TopicPartition(Topics.Orders, 0), Until.Deadline / 2).High.Value);
    }

    [Fact]
    public async Task Interrupt_AndResume_ClientsGoOn()
    {
        using var broker = EmbeddedBroker.Start(partitions: 1);
        await ProduceAsync(broker, Acks.All);
        using var consumer = Consumer(broker, waitMs: 200);
        consumer.Assign(new TopicPartitionOffset(Topics.Orders, 0, 0));
        Assert.Equal(0, Next(consumer).Offset.Value);

        broker.Interrupt();
        broker.Resume();
        await ProduceAsync(broker, Acks.All);

        var next = Next(consumer);
        Assert.Equal(1, (next.IsPartitionEOF ? Next(consumer) : next).Offset.Value);
    }

    [Fact]
    public void Start_OnAPort_IsReachedThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refused = Assert.Throws<PortInUseException>(() => EmbeddedBroker.Start(partitions: 1, port: port));
        listener.Stop();
        using var broker = EmbeddedBroker.Start(partitions: 1, port: port);

        Assert.Contains($"--broker-port: 127.0.0.1:{port} is in use", refused.Message);
        Assert.Equal($"127.0.0.1:{port}", broker.Bootstrap);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        Assert.Equal(port, Assert.Single(admin.GetMetadata(Until.Deadline / 2).Brokers).Port);
    }

    private static IConsumer<byte[]?, byte[]?> Consumer(EmbeddedBroker broker, int waitMs = LongWaitMs) =>
        new ConsumerBuilder<byte[]?, byte[]?>(
            new ConsumerConfig
            {
                BootstrapServers = broker.Bootstrap,
                GroupId = "test",
                EnablePartitionEof = true,
                EnableAutoCommit = false,
                FetchWaitMaxMs = waitMs,
                SocketTimeoutMs = 2 * LongWaitMs,
                FetchErrorBackoffMs = 10,
                ReconnectBackoffMs = 10,
            }
        ).Build();

    private static ConsumeResult<byte[]?, byte[]?> Next(IConsumer<byte[]?, byte[]?> consumer)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Until.Deadline / 2)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result)
                return result;
        }
        throw new TimeoutException("Nothing came.");
    }

    private static async Task ProduceAsync(EmbeddedBroker broker, Acks acks)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(
            new ProducerConfig { BootstrapServers = broker.Bootstrap, Acks = acks, LingerMs = 0 }
        ).Build();
        await producer.ProduceAsync(Topics.Orders, new Message<byte[]?, byte[]?> { Value = [1] });
    }
}
