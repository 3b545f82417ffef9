using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Tests;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Brokers.Tests;

public sealed class ApacheKafkaTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "killswitch-tests-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task StartAsync_HomeWithoutLibs_SaysWhatToSet()
    {
        var e = await Assert.ThrowsAsync<BrokerNotStartedException>(
            () => ApacheKafka.StartAsync(new ApacheKafkaOptions("/nowhere", _data), loggers: null, CancellationToken.None));

        Assert.StartsWith("KAFKA_HOME is '/nowhere', but there is no directory /nowhere/libs.", e.Message);
    }

    [ApacheKafkaFact]
    public async Task StartAsync_NoJava_SaysWhatToInstall()
    {
        var e = await Assert.ThrowsAsync<BrokerNotStartedException>(() =>
            ApacheKafka.StartAsync(
                new ApacheKafkaOptions(ApacheKafkaFactAttribute.Home!, _data) { Java = "/nowhere/java" },
                loggers: null,
                CancellationToken.None
            )
        );

        Assert.Equal("Kafka needs Java 17 or later, and '/nowhere/java' is not there. Install a JRE, or set JAVA_HOME.", e.Message);
    }

    [ApacheKafkaFact]
    public async Task StartAsync_WrongProperty_PassesOnWhatKafkaSaid()
    {
        var options = new ApacheKafkaOptions(ApacheKafkaFactAttribute.Home!, _data)
        {
            Properties = new Dictionary<string, string> { ["process.roles"] = "nonsense" },
        };

        var e = await Assert.ThrowsAsync<BrokerNotStartedException>(() =>
            ApacheKafka.StartAsync(options, loggers: null, CancellationToken.None)
        );

        Assert.Contains("nonsense", e.Message);
    }

    /// <summary>A data directory stays when its owner moves on to the next Kafka.</summary>
    [ApacheKafka3Fact]
    public async Task StartAsync_DataOfKafka3_IsThereOnTheNext()
    {
        var order = "an order"u8.ToArray();
        await using (var before = await StartAsync(ApacheKafka3FactAttribute.Home!))
        {
            var settings = new KafkaSettings(before.Bootstrap);
            await new TopicAdmin(settings).EnsureAsync(Topics.All, 3, CancellationToken.None);
            using var orders = new OrderLog(settings, TimeProvider.System);
            await orders.AppendAsync("12345", order, null, CancellationToken.None);
            await orders.FlushAsync(CancellationToken.None);
        }

        await using var next = await StartAsync(ApacheKafkaFactAttribute.Home!);
        var records = await new TopicReader(new KafkaSettings(next.Bootstrap)).ReadAllAsync(
            Topics.Orders,
            readCommitted: true,
            CancellationToken.None
        );

        Assert.Equal(order, Assert.Single(records.Records).Value);
    }

    [ApacheKafka3Fact]
    public async Task StartAsync_DataOfALaterKafka_IsRefusedNamingBoth()
    {
        await using (await StartAsync(ApacheKafkaFactAttribute.Home!)) { }

        var e = await Assert.ThrowsAsync<BrokerNotStartedException>(() => StartAsync(ApacheKafka3FactAttribute.Home!));

        Assert.Matches(
            $"^The data in {_data} are of Apache Kafka 4\\.[0-9.]+, and KAFKA_HOME is '{ApacheKafka3FactAttribute.Home}', "
                + "which is 3\\.[0-9.]+ and cannot read them\\. Set KAFKA_HOME to 4\\.[0-9.]+ or later, or take another directory\\.$",
            e.Message
        );
    }

    private Task<ApacheKafka> StartAsync(string home) =>
        ApacheKafka.StartAsync(new ApacheKafkaOptions(home, _data), loggers: null, CancellationToken.None);
}
