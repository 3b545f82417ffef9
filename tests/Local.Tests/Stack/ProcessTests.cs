using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Demo;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Scenarios;
using KillSwitch.Tests;
using KillSwitch.Verification;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Stack;

/// <summary>
/// The parts as processes of their own on Apache Kafka, an account killed, and orders that go on while a router is lost:
/// every order has one decision all the same, and not one of the account gets through.
/// </summary>
[Collection(ProcessesCollection.Name)]
public class ProcessTests
{
    private const string ElsePart = "store,broker,steps,engine,intake,detector,audit,api";
    private static readonly Scope s_killed = Scope.Symbol("AAPL");

    [ApacheKafkaFact(withNode: true)]
    public async Task RouterKilled_UnderLoad_TheOtherDecidesEveryOrderOnce()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.BothDecideAsync();

        await cluster.Routers[0].KillAsync();
        await cluster.DecidesAsync("r2", after: await cluster.EndsAsync());

        await cluster.EveryPromiseHoldsAsync();
    }

    [ApacheKafkaFact(withNode: true)]
    public async Task RouterFrozen_BeyondItsSession_KnowsItWhenItWakes()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.BothDecideAsync();

        await cluster.Routers[0].SignalAsync("STOP");
        var frozen = await cluster.EndsAsync();
        await cluster.AllPartitionsDecideAsync("r2", after: frozen);
        var before = await cluster.EndsAsync();
        await cluster.Routers[0].SignalAsync("CONT");
        // It finds out by itself that it stood still, or is fenced by who took over, whichever comes first.
        await cluster.Routers[0].SaysAsync("takes it over anew");
        await cluster.DecidesAsync("r1", after: before);

        await cluster.EveryPromiseHoldsAsync();
    }

    private sealed class Cluster : IAsyncDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly List<IAsyncDisposable> _started = [];
        private TestKafka _kafka = null!;
        private RunningStack _rest = null!;
        private OrderFlow _flow = null!;
        private IReadOnlyDictionary<string, IReadOnlyList<long>> _starts = null!;
        private Desk _desk = null!;
        private Task _playing = Task.CompletedTask;

        public List<LocalProgram> Routers { get; } = [];

        public static async Task<Cluster> StartAsync()
        {
            var cluster = new Cluster();
            try
            {
                await cluster.BeginAsync();
                return cluster;
            }
            catch
            {
                await cluster.DisposeAsync();
                throw;
            }
        }

        public Task<IReadOnlyList<long>> EndsAsync() => new Kafka.Reading.TopicReader(_kafka.Settings).EndsAsync(Topics.Orders);

        public async Task BothDecideAsync()
        {
            var now = await EndsAsync();
            await DecidesAsync("r1", now);
            await DecidesAsync("r2", now);
        }

        /// <summary>Returns when a router has decided something that was sent after these offsets.</summary>
        public Task DecidesAsync(string router, IReadOnlyList<long> after) => Until.TrueAsync(
            $"{router} decides",
            async () => (await _flow.DecisionsAsync()).Any(d => d.Service == router && d.SourceOffset >= after[d.SourcePartition]),
            Said);

        /// <summary>As <see cref="DecidesAsync"/>, in every partition.</summary>
        public Task AllPartitionsDecideAsync(string router, IReadOnlyList<long> after) =>
            Until.TrueAsync(
                $"{router} decides in all {after.Count} partitions",
                async () =>
                    (await _flow.DecisionsAsync())
                        .Where(d => d.Service == router && d.SourceOffset >= after[d.SourcePartition])
                        .Select(d => d.SourcePartition)
                        .Distinct()
                        .Count() == after.Count,
                Said
            );

        public async Task EveryPromiseHoldsAsync()
        {
            await _stop.CancelAsync();
            await _playing;
            await _flow.Log.FlushAsync(CancellationToken.None);
            await _flow.AllDecidedAsync();
            var facts = await new Books(_kafka.Settings, _rest.Endpoints, _starts, LimitsOfRun.None, TimeProvider.System)
                .CollectAsync(CancellationToken.None);
            var report = Verifier.Verify(
                facts,
                new VerificationOptions(new Expectations(Orders: true, Kill: true), DeliveryMode.Transactional)
            );
            Assert.All(report.Promises, p => Assert.True(p.Held, $"{p.Name}: {p.InWords()}\n{Said()}"));
            Assert.True(report.Counts is { Allowed: > 0, Dropped: > 0 }, $"{report.Counts}");
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _playing;
            _desk?.Dispose();
            _flow?.Dispose();
            foreach (var one in Enumerable.Reverse(_started))
                await one.DisposeAsync();
            _stop.Dispose();
            _folder.Dispose();
        }

        private async Task BeginAsync()
        {
            _started.Add(_kafka = await TestKafka.StartAsync());
            foreach (var name in new[] { "r1", "r2" })
            {
                var router = LocalProgram.Start("local", "--data", _folder, "--only", "router", "--routers", "1", "--name", name);
                Routers.Add(router);
                _started.Add(router);
            }
            _rest = new RunningStack(_folder, "--bootstrap", _kafka.Settings.Bootstrap, "--only", ElsePart);
            await _rest.StartAsync();
            _started.Add(_rest);
            foreach (var router in Routers)
                await router.ReadyAsync();
            _flow = new OrderFlow(_kafka.Settings);
            _starts = await TopicsReader.EndsAsync(_kafka.Settings);
            _desk = _rest.Desk();
            await _desk.KillAsync(s_killed);
            await _flow.StateAsync(s_killed, KillStatus.Killed);
            var scenario = new NormalScenario(new ScenarioOptions { OrdersPerSecond = 400 });
            _playing = new OrderPlayer(TimeProvider.System).PlayAsync(
                scenario,
                (o, ct) => _flow.Log.AppendAsync(o.Key, o.Value, o.TraceParent, ct),
                _stop.Token
            );
        }

        private string Said() =>
            string.Join("\n", Routers.Select((r, i) => $"router {i + 1}:\n{r.Said}")) + "\nthe rest:\n" + _rest.Program.Said;
    }
}
