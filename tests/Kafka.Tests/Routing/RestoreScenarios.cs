using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Routing;

/// <summary>What was sent under a kill does not come out after it, whatever broker and delivery.</summary>
internal static class RestoreScenarios
{
    private static readonly Scope s_scope = Scope.Account("12345");

    /// <summary>The router has its hands full while a scope is killed, an order of it is sent, and the scope is restored.</summary>
    public static async Task SentMomentsBeforeTheRestore_DecidedAfterIt_IsDropped(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        Busy? busy = null;
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery), (p, d) =>
            p == 0 ? busy ??= new Busy(d) : d
        );
        await flow.SendAsync(1, account: "other", partition: 0);
        await router.UntilAsync(_ => busy?.Began.Task.IsCompleted == true);

        await flow.PublishAsync(s_scope, KillStatus.Killed);
        await flow.SendAsync(1, partition: 0);
        await flow.PublishAsync(s_scope, KillStatus.Active, "cmd-2");
        await flow.SendAsync(1, partition: 0);
        busy!.GoOn.Set();
        await flow.UntilAuditedAsync(3);

        var audits = await flow.RequireExactlyOnceAsync();
        Assert.Equal([Decision.Allow, Decision.Drop, Decision.Allow], audits.Select(a => a.Decision));
        RequireSentBefore(audits[1], await TimesAsync(flow, 1));
    }

    public static async Task RoutersDownAcrossKillAndRestore_LetOutWhatWasSentAfterIt(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await flow.SendEverywhereAsync(5);
        await flow.PublishAsync(s_scope, KillStatus.Killed);
        await flow.SendEverywhereAsync(20);
        await flow.SendEverywhereAsync(5, account: "other");
        await flow.PublishAsync(s_scope, KillStatus.Active, "cmd-2");
        await flow.SendEverywhereAsync(10);

        await using var a = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));
        await using var b = new RunningRouter(settings, RouterScenarios.Options("router-b", delivery));
        await flow.UntilAuditedAsync(120);

        var audits = await flow.RequireExactlyOnceAsync();
        var dropped = audits.Where(x => x.Decision == Decision.Drop).ToList();
        Assert.Equal(75, dropped.Count);
        Assert.All(dropped, x =>
        {
            Assert.True(x.SourceOffset < 25, $"{x.OrderId} at offset {x.SourceOffset}");
            Assert.Equal((KillStatus.Active, "cmd-2", "inc-cmd-2", 2L), (x.KillswitchStatus, x.CmdId, x.IncidentId, x.StateVersion!.Value));
            Assert.Equal([s_scope], x.ScopeMatches);
        });
        Assert.All(audits.Where(x => x.SourceOffset >= 25), x => Assert.Equal(Decision.Allow, x.Decision));
    }

    /// <summary>The broker's time decides, and no sender's.</summary>
    public static async Task SenderWhoDatesHimselfAhead_GainsNothing(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await DatedAheadAsync(flow);

        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));
        var audit = Assert.Single(await flow.UntilAuditedAsync(1));

        Assert.Equal(Decision.Drop, audit.Decision);
        RequireSentBefore(audit, await TimesAsync(flow, 0));
    }

    /// <summary>An order of 2099, sent while its scope was killed, which it is no longer.</summary>
    public static async Task DatedAheadAsync(Flow flow)
    {
        await flow.PublishAsync(s_scope, KillStatus.Killed);
        var ahead = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await flow.SendRawAsync([Flow.Order("o-ahead", "12345")], partition: 0, dated: ahead);
        await flow.PublishAsync(s_scope, KillStatus.Active, "cmd-2");
    }

    /// <summary>The audit names the restore and both times, as they stand in the topics.</summary>
    private static void RequireSentBefore(DecisionAudit audit, (long SentInMs, long RestoredInMs) times)
    {
        Assert.Equal((KillStatus.Active, "cmd-2", 2L), (audit.KillswitchStatus, audit.CmdId, audit.StateVersion!.Value));
        Assert.Equal([s_scope], audit.ScopeMatches);
        Assert.True(times.SentInMs <= times.RestoredInMs);
        Assert.Equal(
            $"it was sent before trading in ACCOUNT:12345 was restored: sent at {Time(times.SentInMs)}, "
                + $"restored at {Time(times.RestoredInMs)} (times of the broker)",
            audit.Reason
        );
    }

    private static async Task<(long SentInMs, long RestoredInMs)> TimesAsync(Flow flow, int offset)
    {
        var order = (await flow.ReadAsync(Topics.Orders)).Partitions[0].Records[offset];
        var active = (await flow.ReadAsync(Topics.State)).Records.Last();
        Assert.Equal(KillStatus.Active, active.As(ContractsJson.Default.KillState)!.Status);
        return (order.TimestampInMs, active.TimestampInMs);
    }

    private static string Time(long unixMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Takes its time with the first batch.</summary>
    private sealed class Busy(IDelivery inner) : IDelivery
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim GoOn { get; } = new();

        public long? FenceOff(OutputTails tails, CancellationToken cancellationToken) => inner.FenceOff(tails, cancellationToken);

        public void Deliver(IReadOnlyList<DecidedOrder> batch, long nextOffset, CancellationToken cancellationToken)
        {
            Began.TrySetResult();
            GoOn.Wait(cancellationToken);
            inner.Deliver(batch, nextOffset, cancellationToken);
        }

        public void Dispose()
        {
            inner.Dispose();
            GoOn.Dispose();
        }
    }
}
