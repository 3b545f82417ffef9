using KillSwitch.Brokers;
using KillSwitch.Kafka.Routing;
using KillSwitch.Kafka.Tests.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.ReferenceDefects;

/// <summary>
/// In the published reference implementation two routers share the state topic in one consumer group, and each sees a part of the
/// kills: after a GLOBAL kill 200 of 400 orders were let through, four times of four.
/// </summary>
public sealed class TwoRoutersTests : IDisposable
{
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task TwoRoutersOfOneGroupSeeHalfTheKills_GlobalKill_NotOneOfFourHundredPasses()
    {
        using var flow = new Flow(_broker.Settings);
        await using var a = new RunningRouter(_broker.Settings, RouterScenarios.Options("router-a", DeliveryMode.Sequenced));
        await using var b = new RunningRouter(_broker.Settings, RouterScenarios.Options("router-b", DeliveryMode.Sequenced));
        await a.UntilAsync(s => s.Ready && s.Partitions.Count > 0);
        await b.UntilAsync(s => s.Ready && s.Partitions.Count > 0);

        await flow.PublishAsync(Scope.Global, KillStatus.Killed);
        await Task.WhenAll(
            flow.SendAsync(134, partition: 0),
            flow.SendAsync(133, account: "other", partition: 1),
            flow.SendAsync(133, account: "third", partition: 2)
        );
        var audits = await flow.UntilAuditedAsync(400);

        Assert.All(audits, audit =>
            Assert.Equal((Decision.Drop, "GLOBAL"), (audit.Decision, Assert.Single(audit.ScopeMatches).ToString()))
        );
        Assert.Equal(2, audits.Select(audit => audit.Service).Distinct().Count());
        Assert.Empty((await flow.ReadAsync(Topics.GatedOrders)).Records);
    }
}
