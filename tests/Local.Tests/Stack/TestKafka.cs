using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>An Apache Kafka of one test's own, which outlives the stacks that use it.</summary>
internal sealed class TestKafka : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ApacheKafka _kafka = null!;

    public KafkaSettings Settings => new(_kafka.Bootstrap);

    public static async Task<TestKafka> StartAsync()
    {
        var kafka = new TestKafka();
        kafka._kafka = await ApacheKafka.StartAsync(
            new ApacheKafkaOptions(ApacheKafkaFactAttribute.Home!, kafka._folder),
            loggers: null,
            CancellationToken.None
        );
        return kafka;
    }

    public async ValueTask DisposeAsync()
    {
        await _kafka.DisposeAsync();
        _folder.Dispose();
    }
}
