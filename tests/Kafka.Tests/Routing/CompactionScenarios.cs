using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What a router knows of states whose records are gone but for the last.</summary>
internal static class CompactionScenarios
{
    public static async Task StateCompacted_RouterThatStartsLateStillSeesTheKill(ApacheKafkaFixture kafka)
    {
        var settings = await kafka.WithEmptyTopicsAsync();
        using var flow = new Flow(settings);
        await kafka.CompactSoonAsync(Topics.State);
        for (var i = 0; i < 50; i++)
            await flow.PublishAsync(Scope.Account("12345"), i % 2 == 0 ? KillStatus.Active : KillStatus.Killed, $"cmd-{i}");
        await kafka.UntilCompactedAsync(flow, Scope.Account("12345"), published: 50);

        await using var late = new RunningRouter(settings, RouterScenarios.Options("router-late", DeliveryMode.Transactional));
        await flow.SendEverywhereAsync(20);
        var audits = await flow.UntilAuditedAsync(60);

        Assert.All(audits, a => Assert.Equal((Decision.Drop, "cmd-49"), (a.Decision, a.CmdId)));
        Assert.Empty((await flow.ReadAsync(Topics.GatedOrders)).Records);
    }
}
