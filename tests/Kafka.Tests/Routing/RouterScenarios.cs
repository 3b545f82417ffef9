using System.Text;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What a router promises, whatever broker it runs on. Each scenario begins with empty topics of three partitions.</summary>
internal static class RouterScenarios
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static async Task TwoRoutersOneKill_NotOneOrderThrough(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await using var a = new RunningRouter(settings, Options("router-a", delivery));
        await using var b = new RunningRouter(settings, Options("router-b", delivery));
        await a.UntilAsync(s => s.Ready);
        await b.UntilAsync(s => s.Ready);
        await flow.SendEverywhereAsync(100);
        await flow.UntilAuditedAsync(300);

        var kill = await flow.PublishAsync(Scope.Account("12345"), KillStatus.Killed);
        await flow.SendEverywhereAsync(100);
        await flow.SendEverywhereAsync(10, account: "other");
        await flow.UntilAuditedAsync(630);

        var audits = await flow.RequireExactlyOnceAsync();
        Assert.Equal(330, audits.Count(x => x.Decision == Decision.Allow));
        Assert.Equal(300, audits.Count(x => x.Decision == Decision.Drop));
        Assert.All(audits.Where(x => x.AccountId == "12345"), x =>
            Assert.Equal(x.StateOffsets[kill.Partition] > kill.Offset, x.Decision == Decision.Drop)
        );
        Assert.All(audits.Where(x => x.Decision == Decision.Drop), x =>
            Assert.Equal(("cmd-1", "inc-cmd-1", 1L), (x.CmdId, x.IncidentId, x.StateVersion!.Value))
        );

        await flow.PublishAsync(Scope.Account("12345"), KillStatus.Active);
        await flow.SendEverywhereAsync(10);
        audits = await flow.UntilAuditedAsync(660);
        Assert.Equal(360, audits.Count(x => x.Decision == Decision.Allow));
    }

    public static async Task RoutersComeAndGo_EveryOrderIsDecidedOnce(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await using (var first = new RunningRouter(settings, Options("router-a", delivery)))
        {
            await first.UntilAsync(s => s.Partitions.Count == 3);
            await flow.SendEverywhereAsync(200);
            await using (var second = new RunningRouter(settings, Options("router-b", delivery)))
            {
                await flow.SendEverywhereAsync(200);
                await second.UntilAsync(s => s.Partitions.Count > 0);
                await flow.SendEverywhereAsync(200);
            }
            await first.UntilAsync(s => s.Partitions.Count == 3);
            await flow.SendEverywhereAsync(200);
        }
        await using var third = new RunningRouter(settings, Options("router-c", delivery));
        await flow.UntilAuditedAsync(2400);

        await flow.RequireExactlyOnceAsync();
    }

    public static async Task PoisonRecords_AreRejectedWithTheirBytesAndBlockNothing(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, Options("router-a", delivery));
        byte[] large = [.. Enumerable.Repeat((byte)'x', 950_000)];
        byte[]?[] poison = [null, [], "not json"u8.ToArray(), [0xff, 0xfe], "{}"u8.ToArray(), large];

        await flow.SendRawAsync(poison, partition: 1);
        await flow.SendAsync(5, partition: 1);
        var audits = await flow.UntilAuditedAsync(poison.Length + 5);

        Assert.Equal(
            ["104", "104", "100", "100", "101", "103"],
            audits.Where(a => a.Decision == Decision.Reject).Select(a => a.RefusalCode)
        );
        Assert.Equal(5, audits.Count(a => a.Decision == Decision.Allow));
        var kept = (await flow.ReadAsync(Topics.RejectedOrders)).Partitions[1].Records;
        Assert.Equal(poison[..5], kept.Take(5).Select(r => r.Value));
        Assert.Equal(large[..900_000], kept[5].Value);
        Assert.StartsWith("950000 bytes, sha256 ", kept[5].Header(Names.CutFrom));
        Assert.Equal(["104", "104", "100", "100", "101", "103"], kept.Select(r => r.Header(Names.RefusalCode)));
        Assert.All(kept, r => Assert.Equal("12345", r.Header(Names.SourceKey)));
    }

    public static async Task TraceOfAnOrder_TravelsWithItsCopyAndItsAudit(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, Options("router-a", delivery));

        await flow.SendRawAsync(
            [Flow.Order("o-1", "12345")],
            partition: 0,
            headers: new() { { Names.TraceParent, Encoding.UTF8.GetBytes(Trace) }, { "other", [1] } }
        );
        await flow.UntilAuditedAsync(1);

        var copy = Assert.Single((await flow.ReadAsync(Topics.GatedOrders)).Records);
        Assert.Equal(Trace, copy.Header(Names.TraceParent));
        Assert.Null(copy.Header("other"));
        Assert.Equal(("0", "0"), (copy.Header(Names.SourcePartition), copy.Header(Names.SourceOffset)));
        Assert.Equal(Trace, Assert.Single((await flow.ReadAsync(Topics.Audit)).Records).Header(Names.TraceParent));
    }

    public static async Task StateThatCannotBeRead_HoldsBackAndRaisesAnAlarm(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await flow.PublishRawStateAsync("ACCOUNT:12345", """{"status":"PAUSED"}""");
        await using var router = new RunningRouter(settings, Options("router-a", delivery));

        await flow.SendAsync(1, partition: 0);
        await flow.SendAsync(1, account: "other", partition: 0);
        var audits = await flow.UntilAuditedAsync(2);

        Assert.Equal([Decision.Drop, Decision.Allow], audits.Select(a => a.Decision));
        Assert.Equal(1, router.Router.Status.StateAlarms);
        Assert.Contains("ACCOUNT:12345", router.Router.Status.LastError);
    }

    /// <summary>The session is the shortest that Kafka takes.</summary>
    public static RouterOptions Options(string service, DeliveryMode delivery) =>
        new(service)
        {
            Delivery = delivery,
            SessionTimeout = TimeSpan.FromSeconds(6),
            RetryPause = TimeSpan.FromMilliseconds(50),
            StopTimeout = TimeSpan.FromSeconds(3),
        };
}
