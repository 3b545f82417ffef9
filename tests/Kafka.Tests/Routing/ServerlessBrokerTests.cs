using KillSwitch.Brokers;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>A broker that speaks only the protocol versions of MSK Serverless.</summary>
public sealed class ServerlessBrokerTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start(profile: BrokerProfile.MskServerless);

    public void Dispose() => _broker.Dispose();

    [Fact]
    public Task TwoRoutersOneKill_NotOneOrderThrough() =>
        RouterScenarios.TwoRoutersOneKill_NotOneOrderThrough(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public Task RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt() =>
        RestoreScenarios.RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt(_broker.Settings, DeliveryMode.Sequenced);

    [Fact]
    public async Task Transactional_IsRefusedAtStartWithItsReason()
    {
        var options = RouterScenarios.Options("router-a", DeliveryMode.Transactional) with { ProbeTimeout = TimeSpan.FromSeconds(2) };

        var e = await Assert.ThrowsAsync<DeliveryNotSupportedException>(() =>
            new Router(_broker.Settings, options, TimeProvider.System).RunAsync(CancellationToken.None)
        );

        Assert.Contains("--delivery sequenced", e.Message);
        Assert.Contains("as on MSK Serverless", e.Message);
    }

    [Fact]
    public async Task Auto_IsSequencedAndSaysWhy()
    {
        await using var router = new RunningRouter(
            _broker.Settings,
            RouterScenarios.Options("router-a", DeliveryMode.Auto) with
            {
                ProbeTimeout = TimeSpan.FromSeconds(2),
            }
        );

        await router.UntilAsync(s => s.Ready);

        Assert.Equal(DeliveryMode.Sequenced, router.Router.Status.Delivery);
        Assert.Contains("as on MSK Serverless", router.Router.Status.DeliveryReason);
    }
}
