using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>
/// How soon a kill is in force, under load: from the command to the state, and from the state to the last order that was let
/// through.
/// </summary>
internal sealed class KillsBenchmark : IBenchmark
{
    private const int Routers = 2;
    private const double Half = 0.5;
    private const double Tenth = 0.1;

    /// <summary>The very first is told by itself, the others of them not at all.</summary>
    private const int FirstKills = 10;

    public string Name => "kills";

    public string Describe => "command produced → state published → last order allowed, under half of the maximum load";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var stack = await StackUnderLoad.StartAsync(
            context.KafkaHome!,
            Routers,
            DeliveryMode.Transactional,
            watchers: false,
            cancellationToken
        );
        var clients = stack.Broker.Clients;
        var most = await Load.MostPerSecondAsync(
            clients,
            context.Time(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3)),
            context.Time(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2)),
            cancellationToken
        );
        yield return new Measurement(
            "most that the whole sustains",
            most,
            "orders/s",
            $"{Routers} routers, transactional delivery; source, routers, workflow, reader and Kafka on one machine; loads below are parts of it"
        );
        await Writeback.FinishAsync(cancellationToken);
        await using (var load = await KillLoad.StartAsync(stack))
        {
            var first = await load.KillAsync(
                Math.Max(1, Math.Floor(most * Half)),
                context.Amount(FirstKills, 1),
                context.Say,
                cancellationToken
            );
            yield return new Measurement(
                "command produced → state published, the first kill",
                first[0].CommandToPublishedInMs ?? double.NaN,
                "ms",
                "of processes just started, under half of what the whole sustains; it pays for what is compiled and connected on first use"
            );
            foreach (
                var (part, aim, count) in ((double, Aim?, int)[])
                    [(Half, Aim.AtMost(100), context.Amount(200, 6)), (Tenth, null, context.Amount(60, 3))]
            )
            {
                var rate = Math.Max(1, Math.Floor(most * part));
                await using var probe = DiskProbe.Start(stack.Data.Path);
                var kills = await load.KillAsync(rate, count, context.Say, cancellationToken);
                var disk = await probe.StopAsync();
                foreach (
                    var measurement in Measured(kills, part, rate, aim)
                        .Concat(
                            Spread(
                                $"{part:0 %} load, 2 KB on the disk",
                                disk,
                                "appended to a file beside the engine's journal and waited for, every 100 ms, during the same kills; a kill waits for the journal twice",
                                aim: null
                            )
                        )
                )
                    yield return measurement;
                using var histories = new KillHistories(stack.Endpoints);
                foreach (var measurement in Stretches(await histories.StagesAsync(kills, cancellationToken), part))
                    yield return measurement;
            }
        }
    }

    private static IEnumerable<Measurement> Measured(IReadOnlyList<Kill> kills, double part, double rate, Aim? aim)
    {
        var measured = kills.Where(k => k is { CommandToPublishedInMs: not null, PublishedToLastAllowedInMs: not null }).ToList();
        var conditions =
            $"{measured.Count} kills (and {kills.Count - measured.Count} that were not through after 30 s) of accounts, symbols and strategies in turn, under {rate:N0} orders/s, {part:0 %} of what the whole sustains, a fifth of them of the scope that is killed; "
            + $"{Routers} routers, transactional delivery, workflow: a process each, with Kafka, source and readers on one machine";
        return Spread(
                $"{part:0 %} load, state published → last order allowed",
                LatencySpread.Of(measured.Select(k => (double?)k.PublishedToLastAllowedInMs).OfType<double>()),
                conditions,
                aim is null ? null : Aim.AtMost(10)
            )
            .Concat(Spread($"{part:0 %} load, command produced → state published", ToPublished(measured), conditions, aim))
            .Concat(Warming(measured, part));
    }

    /// <summary>Code that has run a few times only is slow; how much so, the first and the last of the kills tell.</summary>
    private static IEnumerable<Measurement> Warming(List<Kill> measured, double part)
    {
        var few = Math.Max(1, measured.Count / 5);
        foreach (var (which, kills) in new[] { ("first", measured.Take(few)), ("last", measured.TakeLast(few)) })
        {
            var spread = ToPublished(kills);
            yield return new Measurement(
                $"{part:0 %} load, the {which} {few} of them, p50",
                spread.P50,
                "ms",
                "command produced → state published"
            );
            yield return new Measurement(
                $"{part:0 %} load, the {which} {few} of them, max",
                spread.Max,
                "ms",
                "command produced → state published"
            );
        }
    }

    private static LatencySpread ToPublished(IEnumerable<Kill> kills) =>
        LatencySpread.Of(kills.Select(k => (double?)k.CommandToPublishedInMs).OfType<double>());

    /// <summary>What the time from the command to the state consists of.</summary>
    private static IEnumerable<Measurement> Stretches(IReadOnlyList<KillStages> stages, double part)
    {
        foreach (var (what, of) in ((string, Func<KillStages, double>)[])
            [
                ("of it, command → execution started", s => s.TakenIn),
                ("of it, execution started → OpenIncident over", s => s.Opened),
                ("of it, OpenIncident over → PublishKilled called", s => s.Entered),
                ("of it, PublishKilled called → state published", s => s.Published),
            ])
        {
            var spread = LatencySpread.Of(stages.Select(of));
            var conditions = $"{stages.Count} kills; from the topics and the executions' histories";
            yield return new Measurement($"{part:0 %} load, {what}, p50", spread.P50, "ms", conditions);
            yield return new Measurement($"{part:0 %} load, {what}, p99", spread.P99, "ms", conditions);
        }
    }

    private static IEnumerable<Measurement> Spread(string what, LatencySpread spread, string conditions, Aim? aim) =>
    [
        new($"{what}, p50", spread.P50, "ms", conditions),
        new($"{what}, p99", spread.P99, "ms", conditions, Aim: aim),
        new($"{what}, max", spread.Max, "ms", conditions),
    ];
}
