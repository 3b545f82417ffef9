using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Reading;
using KillSwitch.Kafka.Routing;
using KillSwitch.Kafka.Tests.Detection;
using KillSwitch.Kafka.Tests.Routing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Hostile;

/// <summary>
/// Topics that somebody else has written to: nothing passes that should not, nothing is lost, nothing stands still, somebody is
/// told.
/// </summary>
internal static class HostileTopicScenarios
{
    private static readonly Scope Killed = Scope.Account("12345");

    public static async Task Orders_OfAnyMake_AreDecidedOnceAndBlockNothing(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));
        var order = Encoding.UTF8.GetString(Flow.Order("o-1", "other"));
        var bad = HostileRecords.OtherEncodings(order);
        var to = new TopicPartition(Topics.Orders, 0);
        foreach (var value in bad)
            await HostileRecords.ProduceAsync(settings, to, [0xff, 0], value);
        await HostileRecords.ProduceAsync(settings, to, key: null, Flow.Order("without-key", "other"));
        await HostileRecords.ProduceAsync(settings, to, "other"u8.ToArray(), Flow.Order("headers", "other"), HostileRecords.Headers());
        await HostileRecords.ProduceAsync(settings, to, "other"u8.ToArray(), Flow.Order("long-trace", "other"), HostileRecords.LongTrace());
        await flow.UntilAuditedAsync(bad.Count + 3);
        await flow.PublishAsync(Killed, KillStatus.Killed);
        await flow.SendAsync(5, partition: 0);
        await flow.UntilAuditedAsync(bad.Count + 8);

        var audits = await flow.RequireExactlyOnceAsync();

        Assert.Equal(bad.Count, audits.Count(a => a.Decision == Decision.Reject));
        Assert.Equal(["without-key", "headers", "long-trace"], audits.Where(a => a.Decision == Decision.Allow).Select(a => a.OrderId));
        Assert.Equal(5, audits.Count(a => a.Decision == Decision.Drop));
    }

    public static async Task State_WrittenBySomebodyElse_NeverOpensAndRaisesAnAlarm(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await flow.PublishAsync(Killed, KillStatus.Killed);
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));
        var decided = 0;
        var alarms = 0L;
        foreach (var (what, value) in Strangers())
        {
            await HostileRecords.ProduceAsync(
                settings,
                new TopicPartition(Topics.State, Partition.Any),
                Encoding.UTF8.GetBytes(Killed.ToString()),
                value
            );
            await RequireAsync(what, Decision.Drop, Decision.Allow);
            Assert.True(router.Router.Status.StateAlarms > alarms, $"no alarm was raised by {what}");
            alarms = router.Router.Status.StateAlarms;
        }

        await flow.PublishRawStateAsync("account:12345", Text(State(Killed, KillStatus.Active, 9)));
        await RequireAsync("a key that is no scope", Decision.Drop, Decision.Drop);
        await flow.PublishRawStateAsync("account:12345", null);
        await flow.PublishAsync(Killed, KillStatus.Active);
        await RequireAsync("the workflow's own ACTIVE", Decision.Allow, Decision.Allow);
        await flow.RequireExactlyOnceAsync();

        async Task RequireAsync(string after, Decision killed, Decision other)
        {
            await flow.SendAsync(1, partition: 0);
            await flow.SendAsync(1, account: "other", partition: 0);
            var audits = await flow.UntilAuditedAsync(decided += 2);
            Assert.True(
                (killed, other) == (audits[^2].Decision, audits[^1].Decision),
                $"after {after}: {audits[^2].Decision} and {audits[^1].Decision}; {router.Router.Status.LastError}"
            );
        }
    }

    /// <summary>A state under another scope's key holds both back; recovery finds both, so that both can be restored.</summary>
    public static async Task State_UnderTheKeyOfAnotherScope_HoldsBothBackUntilEachIsRestored(KafkaSettings settings, DeliveryMode delivery)
    {
        using var flow = new Flow(settings);
        await flow.PublishRawStateAsync("SYMBOL:MSFT", Text(State(Killed, KillStatus.Active, 5)));
        await using var router = new RunningRouter(settings, RouterScenarios.Options("router-a", delivery));
        var topic = new StateTopic(settings, TimeProvider.System);

        await flow.SendAsync(1, partition: 0);
        Assert.Equal(Decision.Drop, (await flow.UntilAuditedAsync(1))[0].Decision);
        var found = await topic.ReadAsync(CancellationToken.None);
        Assert.Equal(
            [(Killed, KillStatus.Killed), (Scope.Symbol("MSFT"), KillStatus.Killed)],
            found.Select(s => (s.Key, s.Value.Status)).Order()
        );
        Assert.Equal(5, found[Killed].Version);

        await flow.PublishRawStateAsync(Killed.ToString(), Text(State(Killed, KillStatus.Active, 6)));
        await flow.SendAsync(1, partition: 0);
        Assert.Equal(Decision.Allow, (await flow.UntilAuditedAsync(2))[1].Decision);
        Assert.Equal(KillStatus.Active, (await topic.ReadAsync(CancellationToken.None))[Killed].Status);
    }

    /// <summary>
    /// The detector meets what is no order, no command, no state, and headers that could not be passed on; a breach behind them is
    /// a kill.
    /// </summary>
    public static async Task Detector_AmongHostileRecords_StillCommandsTheKill(KafkaSettings settings)
    {
        var now = DetectorScenarios.Now;
        foreach (var value in HostileRecords.OtherEncodings("{\"cmd_id\":\"c\"}"))
        {
            await HostileRecords.ProduceAsync(settings, new TopicPartition(Topics.Commands, 0), null, value, HostileRecords.Headers());
            await HostileRecords.ProduceAsync(settings, new TopicPartition(Topics.State, 0), [0xff, 0], value, HostileRecords.Headers());
        }
        await ForeseeAsync(settings, now);
        await using var running = RunningDetector.Start(settings);
        await running.UntilAsync(s => s.Ready);
        await HostileRecords.ProduceAsync(settings, new TopicPartition(Topics.Orders, 0), null, null, HostileRecords.Headers());
        await HostileRecords.ProduceAsync(settings, new TopicPartition(Topics.Orders, 0), null, new byte[900_000]);
        await HostileRecords.ProduceAsync(
            settings,
            new TopicPartition(Topics.Orders, 0),
            "A1"u8.ToArray(),
            DetectorScenarios.Order("o-1", "A1", 1, now),
            HostileRecords.Headers()
        );
        await HostileRecords.ProduceAsync(
            settings,
            new TopicPartition(Topics.Orders, 0),
            "A1"u8.ToArray(),
            DetectorScenarios.Order("o-2", "A1", 20_000, now),
            HostileRecords.LongTrace()
        );

        await running.UntilAsync(s => s is { CommandsWritten: 1, Malformed: 2 } && s.SignalsWritten == s.Detector.Signals);

        var kill = (
            await new TopicReader(settings).ReadAllAsync(Topics.Commands, readCommitted: true, CancellationToken.None)
        ).Records.Last(r => r.Header(Workflows.Contracts.Headers.TraceParent)?.Length == 55);
        Assert.Equal(
            (CommandAction.Kill, Scope.Account("A1")),
            (JsonSerializer.Deserialize(kill.Value, ContractsJson.Default.Command)!.Action, Scope.Parse(Encoding.UTF8.GetString(kill.Key!)))
        );
    }

    /// <summary>
    /// Commands under the ids that the detector would give, which the intake refuses: they must not keep the detector silent.
    /// </summary>
    private static async Task ForeseeAsync(KafkaSettings settings, long now)
    {
        for (var start = (now - 70_000) / 10_000 * 10_000; start <= now + 10_000; start += 10_000)
        {
            var id = Workflows.Detection.DetectionIds.Command(Scope.Account("A1"), "notional", start);
            var refused =
                $$"""{"cmd_id":"{{id}}","ts":{{start}},"scope":"ACCOUNT:A1","action":"KILL","reason":" ","triggered_by":"detector","corr_id":"c"}""";
            await HostileRecords.ProduceAsync(
                settings,
                new TopicPartition(Topics.Commands, 0),
                "ACCOUNT:A1"u8.ToArray(),
                Encoding.UTF8.GetBytes(refused)
            );
        }
    }

    private static IEnumerable<(string What, byte[]? Value)> Strangers()
    {
        var future = TimeProvider.System.GetUtcNow().Add(StateRecord.MaxAhead).AddHours(1).ToUnixTimeMilliseconds();
        var active = Text(State(Killed, KillStatus.Active, 7));
        yield return ("a tombstone", null);
        yield return ("a version from the future", Encoding.UTF8.GetBytes(Text(State(Killed, KillStatus.Active, future))));
        yield return ("the greatest version there is", Encoding.UTF8.GetBytes(Text(State(Killed, KillStatus.Active, long.MaxValue))));
        yield return ("an unknown status", Encoding.UTF8.GetBytes(active.Replace("ACTIVE", "RESUMED", StringComparison.Ordinal)));
        yield return (
            "a status that is there twice",
            Encoding.UTF8.GetBytes(active.Replace("{", "{\"status\":\"KILLED\",", StringComparison.Ordinal))
        );
        yield return ("another scope's state", Encoding.UTF8.GetBytes(Text(State(Scope.Symbol("MSFT"), KillStatus.Active, 7))));
        yield return ("no version", Encoding.UTF8.GetBytes(active.Replace("\"version\":7,", "", StringComparison.Ordinal)));
        yield return ("900,000 bytes", new byte[900_000]);
        foreach (var other in HostileRecords.OtherEncodings(active))
            yield return ("another encoding", other);
    }

    private static string Text(KillState state) => JsonSerializer.Serialize(state, ContractsJson.Default.KillState);

    private static KillState State(Scope scope, KillStatus status, long version) => new KillState
    {
        Scope = scope,
        Status = status,
        Version = version,
        IncidentId = "inc-unknown",
        Causes = [],
        UpdatedTs = 1,
        UpdatedBy = "stranger",
        Reason = "because",
        LastCmdId = "cmd",
        CorrId = "corr",
    };
}
