using System.Globalization;
using System.Text;
using System.Text.Json;
using KillSwitch.Kafka.Brokers;
using KillSwitch.Kafka.Detection;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class DetectorLoopTests : IDisposable
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task RunAsync_BreachAmongMalformedRecords_WritesOneKillWithTheOrdersTrace()
    {
        await using var running = Start();
        await AppendAsync("not json"u8.ToArray());
        await ProduceAsync("big-one", qty: 20_000, price: 100m, traceParent: Trace);

        var command = Assert.Single(await ReadAsync(Topics.Commands, 1));
        var kill = JsonSerializer.Deserialize(command.Value, ContractsJson.Default.Command)!;
        Assert.Equal("ACCOUNT:A1"u8.ToArray(), command.Key);
        Assert.Equal((CommandAction.Kill, Scope.Account("A1"), "detector"), (kill.Action, kill.Scope, kill.TriggeredBy));
        Assert.Equal(Trace, command.Header(Workflows.Contracts.Headers.TraceParent));

        var signals = await ReadAsync(Topics.RiskSignals, 6);
        Assert.Equal(6, signals.Count);
        Assert.All(signals, s => Assert.Equal("A1"u8.ToArray(), s.Key));
        Assert.Contains(signals, s => JsonSerializer.Deserialize(s.Value, ContractsJson.Default.RiskSignal)!.CorrId == kill.CorrId);
        await running.UntilAsync(s => s is { Ready: true, Malformed: 1, CommandsWritten: 1, SignalsWritten: 6 });
        Assert.Equal(kill.CmdId, running.Loop.Status.LastBreach!.CmdId);
    }

    [Fact]
    public async Task RunAsync_StartedAgain_KnowsTheOrdersOfOpenWindowsAndTheKillsItGave()
    {
        for (var i = 0; i < 9; i++)
            await ProduceAsync("o" + i, qty: 1_000, price: 100m);
        await using (var first = Start())
            await first.UntilAsync(s => s is { Ready: true, Detector.Orders: 9 });

        // 900,000 so far: only a detector that knows of them sees the million crossed.
        await using (var second = Start())
        {
            await ProduceAsync("o9", qty: 2_000, price: 100m);
            await second.UntilAsync(s => s.CommandsWritten == 1);
        }
        await using var third = Start();
        await third.UntilAsync(s => s is { Ready: true, Detector.Orders: 10 } && s.SignalsWritten == s.Detector.Signals);

        Assert.Equal(0, third.Loop.Status.CommandsWritten);
        var ids = (await ReadAsync(Topics.RiskSignals, 2 * (int)third.Loop.Status.SignalsWritten))
            .ConvertAll(s => JsonSerializer.Deserialize(s.Value, ContractsJson.Default.RiskSignal)!.SignalId);
        Assert.NotEmpty(ids);
        Assert.All(ids.GroupBy(id => id), g => Assert.Equal(2, g.Count()));
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesThemAll()
    {
        var e = Assert.Throws<ArgumentException>(() => new DetectorLoop(
            _broker.Settings, DetectionSettings.Default,
            new DetectorOptions { Rebuild = TimeSpan.FromSeconds(1), MergeBuffer = 1 }, TimeProvider.System));

        Assert.Contains("Rebuild is 00:00:01 and window + lateness is 00:01:30", e.Message, StringComparison.Ordinal);
        Assert.Contains("MergeBuffer is 1", e.Message, StringComparison.Ordinal);
    }

    private Task ProduceAsync(string id, long qty, decimal price, string? traceParent = null) => AppendAsync(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$"""{"order_id":"{{id}}","ts":{{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}},"account_id":"A1","symbol":"AAPL","side":"BUY","qty":{{qty}},"price":{{price}},"strategy":"ALGO_X"}""")),
        traceParent);

    private async Task AppendAsync(byte[] value, string? traceParent = null)
    {
        using var orders = new OrderLog(_broker.Settings, TimeProvider.System);
        await orders.AppendAsync("A1", value, traceParent, CancellationToken.None);
        await orders.FlushAsync(CancellationToken.None);
    }

    private async Task<List<TopicRecord>> ReadAsync(string topic, int atLeast)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var records = (await new TopicReader(_broker.Settings).ReadAllAsync(topic, readCommitted: true, CancellationToken.None)).Records.ToList();
            if (records.Count >= atLeast || TimeProvider.System.GetElapsedTime(since) > Patience)
                return records;
        }
    }

    private Running Start() => new(new DetectorLoop(
        _broker.Settings, DetectionSettings.Default, new DetectorOptions(), TimeProvider.System));

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public Running(DetectorLoop loop)
        {
            Loop = loop;
            _run = loop.RunAsync(_stop.Token);
        }

        public DetectorLoop Loop { get; }

        public async Task UntilAsync(Func<DetectorLoopStatus, bool> condition)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (!condition(Loop.Status))
            {
                if (_run.IsCompleted)
                    await _run;
                Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Still waiting: {Loop.Status}");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }
    }
}
