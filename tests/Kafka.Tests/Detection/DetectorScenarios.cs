using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Tests.Detection;

/// <summary>What the detector does on any Kafka, written once.</summary>
internal static class DetectorScenarios
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static readonly Scope Mad = Scope.Account("A1");

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings);
        await AppendAsync(settings, "not json"u8.ToArray(), null);
        await AppendAsync(settings, "big-one", qty: 20_000, traceParent: Trace);
        await running.UntilAsync(s => s is { Ready: true, Malformed: 1, CommandsWritten: 1, SignalsWritten: 6 });

        var command = Assert.Single(await ReadAsync(settings, Topics.Commands));
        var kill = JsonSerializer.Deserialize(command.Value, ContractsJson.Default.Command)!;
        Assert.Equal("ACCOUNT:A1"u8.ToArray(), command.Key);
        Assert.Equal((CommandAction.Kill, Mad, "detector"), (kill.Action, kill.Scope, kill.TriggeredBy));
        Assert.Equal(Trace.Split('-')[1], command.Header(Names.TraceParent)!.Split('-')[1]);

        var signals = await ReadAsync(settings, Topics.RiskSignals);
        Assert.All(signals, s => Assert.Equal("A1"u8.ToArray(), s.Key));
        Assert.Contains(signals, s => Signal(s).CorrId == kill.CorrId && Signal(s).OrderId == "big-one");
        Assert.Equal(kill.CmdId, running.Status.LastBreach!.CmdId);
    }

    public static async Task StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave(KafkaSettings settings)
    {
        for (var i = 0; i < 9; i++)
            await AppendAsync(settings, "o" + i, qty: 1_000);
        await using (var first = RunningDetector.Start(settings))
            await first.UntilAsync(s => s is { Ready: true, Detector.Orders: 9 });

        // 900,000 so far: only a detector that knows of them sees the million crossed.
        await using (var second = RunningDetector.Start(settings))
        {
            await AppendAsync(settings, "o9", qty: 2_000);
            await second.UntilAsync(s => s.CommandsWritten == 1 && s.SignalsWritten == s.Detector.Signals);
        }
        await using var third = RunningDetector.Start(settings);
        await third.UntilAsync(s => s is { Ready: true, Detector.Orders: 10 } && s.SignalsWritten == s.Detector.Signals);

        Assert.Equal(0, third.Status.CommandsWritten);
        Assert.Single(await ReadAsync(settings, Topics.Commands));
        var ids = (await ReadAsync(settings, Topics.RiskSignals)).ConvertAll(s => Signal(s).SignalId);
        Assert.NotEmpty(ids);
        Assert.All(ids.GroupBy(id => id), g => Assert.Equal(2, g.Count()));
    }

    /// <summary>Ten minutes of orders in each of three partitions, as a detector finds them that was away.</summary>
    public static async Task BacklogInEveryPartition_NoOrderIsLate(KafkaSettings settings)
    {
        const int each = 2_000;
        var now = Now;
        using (var producer = new KafkaClients(settings, null).Producer("test-backlog", TimeSpan.FromSeconds(20)))
        {
            for (var i = 0; i < 3 * each; i++)
            {
                var ts = now - 600_000 + (i * 600_000L / (3 * each));
                Produce(producer, i % 3, Order("o" + i, "A" + i, 1, ts), ts);
            }
            producer.Flush(Flow.Deadline);
        }

        await using var running = RunningDetector.Start(settings);
        await running.UntilAsync(s => s is { Ready: true, Detector.Orders: 3 * each });

        Assert.Equal(0, running.Status.Detector.Late);
    }

    public static async Task OrdersOlderThanIsNeeded_AreNotReadAgain(KafkaSettings settings)
    {
        using (var producer = new KafkaClients(settings, null).Producer("test-old", TimeSpan.FromSeconds(20)))
        {
            for (var i = 0; i < 30; i++)
                Produce(producer, i % 3, Order("old" + i, "A1", 1, Now - 7_200_000), Now - 7_200_000);
            Produce(producer, 0, Order("new", "A1", 1, Now), Now);
            producer.Flush(Flow.Deadline);
        }

        await using var running = RunningDetector.Start(settings);
        await running.UntilAsync(s => s.Ready);

        // The embedded broker knows no times: the partition with a new order is read whole there, the others not at all.
        Assert.InRange(running.Status.Detector.Orders, 1, 11);
    }

    /// <summary>By the first order that crosses the limit after the restore, whatever slide it is in and whatever clock it has.</summary>
    public static async Task MadAgainAfterBeingRestored_IsKilledAgain(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings);
        await AppendAsync(settings, Order("mad", "A1", 20_000, Now - 20_000), null);
        await running.UntilAsync(s => s.CommandsWritten == 1);

        await RestoreAsync(settings);
        await AppendAsync(settings, Order("again", "A1", 20_000, Now - 20_000), null);
        await running.UntilAsync(s => s.CommandsWritten == 2);

        var commands = await ReadAsync(settings, Topics.Commands);
        Assert.Equal(
            2,
            commands.Select(c => JsonSerializer.Deserialize(c.Value, ContractsJson.Default.Command)!.CmdId).Distinct().Count()
        );
        await using var restarted = RunningDetector.Start(settings);
        await restarted.UntilAsync(s => s is { Ready: true, Detector.Orders: 2 });
        Assert.Equal((0, running.Status.Detector.Signals), (restarted.Status.Detector.Commands, restarted.Status.Detector.Signals));
    }

    /// <summary>
    /// A state's time is held against what can be, as an order's is: what was sent under the kill would count after it otherwise.
    /// </summary>
    public static async Task RestoreWithAWrongTime_CountsNothingOfWhatWasBefore(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings);
        await running.UntilAsync(s => s.Ready);
        await AppendAsync(settings, "mad", qty: 20_000);
        await running.UntilAsync(s => s.CommandsWritten == 1);
        using var producer = new KafkaClients(settings, null).Producer("test-state", TimeSpan.FromSeconds(20));

        await ProduceAsync(producer, State(KillStatus.Killed), written: 1);
        await AppendAsync(settings, "under the kill", qty: 20_000);
        await running.UntilAsync(s => s.Detector.Orders == 2);
        await ProduceAsync(producer, State(KillStatus.Active), written: 1);
        await running.UntilAsync(s =>
        {
            // States are read beside the orders: until this one has been, an order counts as before.
            AppendAsync(settings, "again", qty: 20_000).GetAwaiter().GetResult();
            return s.CommandsWritten == 2;
        });

        var second = JsonSerializer.Deserialize((await ReadAsync(settings, Topics.Commands))[1].Value, ContractsJson.Default.Command)!;
        await running.UntilAsync(s => s.SignalsWritten == s.Detector.Signals);
        var signals = await ReadAsync(settings, Topics.RiskSignals);
        Assert.Equal("again", signals.Select(Signal).First(s => s.CorrId == second.CorrId).OrderId);
    }

    /// <summary>Whatever an order says of its time, and whatever its record does, it is measured.</summary>
    public static async Task OrdersWithWrongTimes_AreMeasuredAndCounted(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings);
        await AppendAsync(settings, "right", qty: 1);
        await running.UntilAsync(s => s is { Ready: true, Detector.Orders: 1 });

        using var producer = new KafkaClients(settings, null).Producer("test-clocks", TimeSpan.FromSeconds(20));
        Produce(producer, 0, Order("seconds", "A2", 20_000, Now / 1000), Now);
        Produce(producer, 1, Order("behind", "A3", 20_000, Now - 120_000), Now);
        Produce(producer, 2, Order("ahead", "A4", 20_000, Now + 3_600_000), Now);
        Produce(producer, 0, Order("old record", "A5", 20_000, Now), 1);
        Produce(producer, 1, Order("new record", "A6", 20_000, Now), Now + 86_400_000);
        Produce(producer, 2, Order("all old", "A7", 20_000, Now - 500_000_000_000), 1);
        producer.Flush(Flow.Deadline);
        await running.UntilAsync(s => s is { CommandsWritten: 5, Malformed: 1 });

        Assert.Equal((1, 0), (running.Status.Detector.ClocksAhead, running.Status.Detector.Unmeasured));
        Assert.InRange(running.Status.Detector.ClocksBehind, 1, 2);
    }

    /// <summary>Historic orders, newest first, spread over partitions; then the same again.</summary>
    public static async Task Replays_AreMeasuredByTheirOwnTimesEachRunApart(KafkaSettings settings)
    {
        // Before it starts: read only after some of the orders, it would have them counted anew, and kill once more.
        await RestoreAsync(settings);
        await using var running = RunningDetector.Start(settings, replays: true);
        await running.UntilAsync(s => s.Ready);
        using var producer = new KafkaClients(settings, null).Producer("test-replay", TimeSpan.FromSeconds(20));

        foreach (var run in new[] { "r1", "r2" })
        {
            // 101 orders within a minute of 2012 make a breach, and 100 within a minute an hour later none.
            for (var i = 201; i >= 1; i--)
            {
                var ts = 1_343_827_800_000 + (i <= 101 ? i * 590L : 3_600_000 + (i * 590L));
                Produce(producer, i % 3, Order(run + i, "A1", 1, ts), Now, $"{run}/{i}");
            }
            producer.Flush(Flow.Deadline);
        }
        await running.UntilAsync(s => s.Detector.Orders == 402 && s.CommandsWritten == 2);

        var kills = (await ReadAsync(settings, Topics.Commands))
            .ConvertAll(c => JsonSerializer.Deserialize(c.Value, ContractsJson.Default.Command)!);
        Assert.All(kills, k => Assert.Contains("in the 60 s from 2012-08-01 13:30:00Z", k.Reason, StringComparison.Ordinal));
        Assert.Equal(
            [new CountingEpoch(0, "r1"), new CountingEpoch(0, "r2")],
            kills.Select(k => DetectionIds.BreachOf(k.CmdId, k.Scope)!.Value.Epoch).OrderBy(e => e.Replay, StringComparer.Ordinal)
        );
        Assert.Equal((0, 0, 0), (running.Status.Detector.TooLate, running.Status.Detector.ClocksBehind, running.Status.ReplayedMissing));
    }

    /// <summary>Who may send orders must not get out of the count by calling them old.</summary>
    public static async Task ReplaysWhereTheyAreNotAllowed_AreOrdersLikeAnyOther(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings);
        using var producer = new KafkaClients(settings, null).Producer("test-replay", TimeSpan.FromSeconds(20));
        for (var i = 0; i < 101; i++)
            Produce(producer, 0, Order("o" + i, "A1", 1, 1_343_827_800_000 + (i * 86_400_000L)), Now, "r1/" + (i + 100));
        producer.Flush(Flow.Deadline);

        await running.UntilAsync(s => s.CommandsWritten == 1);
    }

    public static async Task ReplayThatLacksRecords_IsSaidAndTheRestIsMeasured(KafkaSettings settings)
    {
        await using var running = RunningDetector.Start(settings, replays: true);
        using var producer = new KafkaClients(settings, null).Producer("test-replay", TimeSpan.FromSeconds(20));
        Produce(producer, 0, Order("o1", "A1", 1, 1_343_827_800_000), Now, "r1/1");
        Produce(producer, 0, Order("o5", "A1", 20_000, 1_343_827_801_000), Now, "r1/5");
        producer.Flush(Flow.Deadline);

        await running.UntilAsync(s => s is { CommandsWritten: 1, ReplayedMissing: 3, MeasuredNowhere: true });
    }

    public static byte[] Order(string id, string account, long qty, long ts) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"order_id":"{{id}}","ts":{{ts}},"account_id":"{{account}}","symbol":"AAPL","side":"BUY","qty":{{qty}},"price":100,"strategy":"ALGO_X"}"""
            )
        );

    public static Task AppendAsync(KafkaSettings settings, string id, long qty, string? traceParent = null) =>
        AppendAsync(settings, Order(id, "A1", qty, Now), traceParent);

    private static async Task AppendAsync(KafkaSettings settings, byte[] value, string? traceParent)
    {
        using var orders = new OrderLog(settings, TimeProvider.System);
        await orders.AppendAsync("A1", value, traceParent, CancellationToken.None);
        await orders.FlushAsync(CancellationToken.None);
    }

    private static async Task RestoreAsync(KafkaSettings settings)
    {
        using var state = new StatePublisher(settings);
        foreach (var status in new[] { KillStatus.Killed, KillStatus.Active })
            await state.PublishAsync(State(status), null, CancellationToken.None);
    }

    private static KillState State(KillStatus status) => new()
    {
        Scope = Mad,
        Status = status,
        Version = Now,
        IncidentId = "inc-1",
        Causes = [],
        UpdatedTs = Now,
        UpdatedBy = "user:bob",
        Reason = "calm",
        LastCmdId = "cmd-1",
        CorrId = "c",
    };

    private static Task ProduceAsync(IProducer<byte[]?, byte[]?> producer, KillState state, long written) => producer.ProduceAsync(
        Topics.State,
        new Message<byte[]?, byte[]?>
        {
            Key = Encoding.UTF8.GetBytes(state.Scope.ToString()),
            Value = JsonSerializer.SerializeToUtf8Bytes(state, ContractsJson.Default.KillState),
            Timestamp = new Timestamp(written, TimestampType.CreateTime),
        });

    private static void Produce(
        IProducer<byte[]?, byte[]?> producer, int partition, byte[] value, long ts, string? replay = null) => producer.Produce(
        new TopicPartition(Topics.Orders, partition),
        new Message<byte[]?, byte[]?>
        {
            Key = "A1"u8.ToArray(),
            Value = value,
            Timestamp = new Timestamp(ts, TimestampType.CreateTime),
            Headers = replay is null ? null : [new Header(Names.Replay, Encoding.UTF8.GetBytes(replay))],
        });

    private static RiskSignal Signal(TopicRecord record) => JsonSerializer.Deserialize(record.Value, ContractsJson.Default.RiskSignal)!;

    private static async Task<List<TopicRecord>> ReadAsync(KafkaSettings settings, string topic) =>
        [.. (await new TopicReader(settings).ReadAllAsync(topic, readCommitted: true, CancellationToken.None)).Records];
}
