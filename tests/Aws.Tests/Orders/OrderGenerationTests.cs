using KillSwitch.Aws.Orders;
using KillSwitch.Brokers;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Aws.Tests.Orders;

public sealed class OrderGenerationTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task RunAsync_ForSomeSeconds_SendsOrdersAndReturnsWhenTheBrokerHasThem()
    {
        using var log = new OrderLog(_broker.Settings, TimeProvider.System);

        var sent = await new OrderGeneration(log, TimeProvider.System).RunAsync(
            new GeneratorRequest(Seconds: 3, OrdersPerSecond: 20),
            CancellationToken.None
        );

        var records = (
            await new TopicReader(_broker.Settings).ReadAllAsync(
                Workflows.Contracts.Topics.Orders,
                readCommitted: true,
                CancellationToken.None
            )
        ).Records.ToList();
        Assert.Equal(sent, records.Count);
        Assert.NotEmpty(records);
        Assert.All(records, r => Assert.True(OrderParser.TryParse(r.Value, out _, out _)));
    }

    [Theory]
    [InlineData("chaos", null, null, "Scenario is 'chaos'; it must be normal or panic.")]
    [InlineData(null, 0, null, "Seconds is 0; it must be 1 to 840.")]
    [InlineData("panic", 5, 0.5, "The scenario's options are not usable: the rate is 0.5 orders a second: it may be 1 to 400.")]
    public async Task RunAsync_OutOfRange_SaysWhatItMayBe(string? scenario, int? seconds, double? rate, string message)
    {
        using var log = new OrderLog(_broker.Settings, TimeProvider.System);

        var e = await Assert.ThrowsAsync<ArgumentException>(() =>
            new OrderGeneration(log, TimeProvider.System).RunAsync(new GeneratorRequest(scenario, seconds, rate), CancellationToken.None)
        );

        Assert.Equal(message, e.Message);
    }
}
