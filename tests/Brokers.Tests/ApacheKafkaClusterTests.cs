using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Brokers.Tests;

public sealed class ApacheKafkaClusterTests : IDisposable
{
    /// <summary>Three brokers start on a machine that does much else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _data = Path.Combine(Path.GetTempPath(), "killswitch-tests-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task StartAsync_NumberThatMakesNoMajority_IsRefused(int nodes) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            ApacheKafkaCluster.StartAsync(new ApacheKafkaOptions("/nowhere", _data), nodes, loggers: null, CancellationToken.None)
        );

    [ApacheKafkaFact]
    public async Task KillAsync_OneOfThree_TopicsAreWrittenOnAndNothingIsLost()
    {
        await using var cluster = await ApacheKafkaCluster.StartAsync(
            new ApacheKafkaOptions(ApacheKafkaFactAttribute.Home!, _data) { HeapInMiB = 256 },
            3,
            loggers: null,
            CancellationToken.None
        );
        var settings = new KafkaSettings(cluster.Bootstrap) { AnswerTimeout = Patience };
        await new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None);
        using (var admin = new KafkaClients(settings, null).Admin("test"))
            Assert.All(admin.GetMetadata(Topics.Orders, TimeSpan.FromSeconds(5)).Topics[0].Partitions, p =>
                Assert.Equal(3, p.Replicas.Length)
            );
        using var orders = new OrderLog(settings, TimeProvider.System);

        await AppendAsync(orders, 10);
        await cluster.Nodes[0].KillAsync();
        await AppendAsync(orders, 10);
        await cluster.Nodes[0].StartAsync(CancellationToken.None);
        await cluster.Nodes[0].UntilItAnswersAsync(CancellationToken.None);
        await AppendAsync(orders, 10);

        Assert.Equal(
            30,
            (await new TopicReader(settings).ReadAllAsync(Topics.Orders, readCommitted: true, CancellationToken.None)).Records.Count()
        );
    }

    private static async Task AppendAsync(OrderLog orders, int count)
    {
        for (var i = 0; i < count; i++)
            await orders.AppendAsync($"{i}", [1], null, CancellationToken.None);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await orders.FlushAsync(deadline.Token);
    }
}
