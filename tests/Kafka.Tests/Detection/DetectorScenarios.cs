using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
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

    public static async Task MadAgainAfterBeingRestored_IsKilledAgain(KafkaSettings settings)
    {
        // Event time stands in for patience: the first breach is in a window that ends in the future.
        var first = Now - 40_000;
        await using var running = RunningDetector.Start(settings);
        await AppendAsync(settings, Order("mad", "A1", 20_000, first), null);
        await running.UntilAsync(s => s.CommandsWritten == 1);

        using (var state = new StatePublisher(settings))
        {
            await state.PublishAsync(
                new KillState
                {
                    Scope = Mad,
                    Status = KillStatus.Active,
                    Version = 1,
                    IncidentId = "inc-1",
                    Causes = [],
                    UpdatedTs = first + 1,
                    UpdatedBy = "user:bob",
                    Reason = "calm",
                    LastCmdId = "cmd-1",
                    CorrId = "c",
                }, null, CancellationToken.None);
        }
        var again = first - (first % 10_000) + 10_000;
        var sent = 0;
        await running.UntilAsync(s =>
        {
            // The states are read beside the orders: until this one has been, a breach still counts as the old one's.
            AppendAsync(settings, Order("again" + sent++, "A1", 20_000, again), null).GetAwaiter().GetResult();
            again += 500;
            return s.CommandsWritten == 2;
        });

        Assert.Equal(
            2,
            (await ReadAsync(settings, Topics.Commands))
                .Select(c => JsonSerializer.Deserialize(c.Value, ContractsJson.Default.Command)!.CmdId)
                .Distinct()
                .Count()
        );
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

    private static void Produce(IProducer<byte[]?, byte[]?> producer, int partition, byte[] value, long ts) => producer.Produce(
        new TopicPartition(Topics.Orders, partition),
        new Message<byte[]?, byte[]?> { Key = "A1"u8.ToArray(), Value = value, Timestamp = new Timestamp(ts, TimestampType.CreateTime) });

    private static RiskSignal Signal(TopicRecord record) => JsonSerializer.Deserialize(record.Value, ContractsJson.Default.RiskSignal)!;

    private static async Task<List<TopicRecord>> ReadAsync(KafkaSettings settings, string topic) =>
        [.. (await new TopicReader(settings).ReadAllAsync(topic, readCommitted: true, CancellationToken.None)).Records];
}
