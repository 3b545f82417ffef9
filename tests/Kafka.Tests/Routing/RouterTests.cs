using KillSwitch.Kafka.Brokers;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class RouterTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();
    private readonly Flow _flow;

    public RouterTests() => _flow = new Flow(_broker.Settings);

    public void Dispose()
    {
        _flow.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public async Task RunAsync_TwoRoutersOneKill_NotOneOrderThrough()
    {
        await using var a = new RunningRouter(_broker.Settings, new RouterOptions("router-a"));
        await using var b = new RunningRouter(_broker.Settings, new RouterOptions("router-b"));
        await a.UntilAsync(s => s.Ready);
        await b.UntilAsync(s => s.Ready);
        for (var p = 0; p < 3; p++)
            await _flow.SendAsync(100, partition: p);
        await _flow.UntilAuditedAsync(300);

        var kill = await _flow.PublishAsync(Scope.Account("12345"), KillStatus.Killed);
        for (var p = 0; p < 3; p++)
        {
            await _flow.SendAsync(100, partition: p);
            await _flow.SendAsync(10, account: "other", partition: p);
        }
        await _flow.UntilAuditedAsync(630);

        var audits = await _flow.RequireExactlyOnceAsync();
        Assert.Equal(330, audits.Count(x => x.Decision == Decision.Allow));
        Assert.Equal(300, audits.Count(x => x.Decision == Decision.Drop));
        Assert.DoesNotContain(audits, x => x.Decision == Decision.Allow && x.AccountId == "12345" && x.StateOffsets[kill.Partition] > kill.Offset);
        Assert.Equal(DeliveryMode.Sequenced, a.Router.Status.Delivery);
    }
}
