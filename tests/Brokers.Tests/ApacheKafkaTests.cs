using KillSwitch.Brokers;
using KillSwitch.Tests;

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
}
