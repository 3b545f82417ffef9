using System.Text;
using Confluent.Kafka;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Kafka.Tests.Detection;

/// <summary>A broker inside the client library, alive as long as this is; topics come into being when they are named.</summary>
internal sealed class MockCluster : IDisposable
{
    private readonly IProducer<string, byte[]> _producer;

    public MockCluster()
    {
        var config = new ProducerConfig();
        config.Set("test.mock.num.brokers", "1");
        _producer = new ProducerBuilder<string, byte[]>(config).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        Bootstrap = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Select(b => $"{b.Host}:{b.Port}"));
        foreach (var topic in Topics.All)
            admin.GetMetadata(topic.Name, TimeSpan.FromSeconds(10));
    }

    public string Bootstrap { get; }

    public ClientConfig Client => new() { BootstrapServers = Bootstrap };

    public Task<DeliveryResult<string, byte[]>> ProduceAsync(string topic, string key, byte[] value, string? traceParent = null) =>
        _producer.ProduceAsync(topic, new Message<string, byte[]>
        {
            Key = key,
            Value = value,
            Headers = traceParent is null ? [] : [new Header("traceparent", Encoding.UTF8.GetBytes(traceParent))],
        });

    /// <summary>Records of a topic, as they come, until <paramref name="count"/> are there.</summary>
    public List<ConsumeResult<string, byte[]>> Read(string topic, int count, TimeSpan patience)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig(Client) { GroupId = "test" }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions;
        consumer.Assign(partitions.Select(p => new TopicPartitionOffset(topic, p.PartitionId, Offset.Beginning)));
        var read = new List<ConsumeResult<string, byte[]>>();
        var deadline = TimeProvider.System.GetTimestamp();
        while (read.Count < count && TimeProvider.System.GetElapsedTime(deadline) < patience)
        {
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } record)
                read.Add(record);
        }
        return read;
    }

    public void Dispose() => _producer.Dispose();
}
