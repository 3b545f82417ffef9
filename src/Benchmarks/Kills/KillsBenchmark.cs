using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Routing;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Kills;

/// <summary>How soon a kill is in force, under load: from the command to the state, and from the state to the last order that was let through.</summary>
internal sealed class KillsBenchmark : IBenchmark
{
    private const int Routers = 2;
    private const int Accounts = 20_000;

    /// <summary>In a fresh process they also pay for what is compiled and connected on first use. The very first is told by itself.</summary>
    private const int FirstKills = 10;

    private static readonly TimeSpan Around = TimeSpan.FromMilliseconds(200);

    public string Name => "kills";

    public string Describe => "command produced → state published → last order allowed, under half of the maximum load";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(BenchmarkContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stack = await StackUnderLoad.StartAsync(context.KafkaHome!, Routers, DeliveryMode.Transactional, watchers: false, cancellationToken);
        var clients = stack.Broker.Clients;
        var most = await Load.MostPerSecondAsync(
            clients, context.Time(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3)), context.Time(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2)), cancellationToken);
        var rate = Math.Max(1, Math.Floor(most / 2));
        var kills = await KillAsync(stack, rate, context.Amount(210, 6), context.Say, cancellationToken);

        yield return new Measurement("command produced → state published, the first kill", kills[0].CommandToPublishedInMs ?? double.NaN, "ms", "of processes just started, otherwise as below");
        var measured = kills.Skip(context.Amount(FirstKills, 1)).Where(k => k is { CommandToPublishedInMs: not null, PublishedToLastAllowedInMs: not null }).ToList();
        var conditions = $"{measured.Count} kills (and {kills.Count(k => k.PublishedToLastAllowedInMs is null)} that were not through after 30 s) of accounts, symbols and strategies in turn, under {rate:N0} orders/s, half of what the whole sustains, a fifth of them of the scope that is killed; " +
            $"{Routers} routers, transactional delivery, workflow: a process each, with Kafka, source and readers on one machine";
        foreach (var measurement in Spread("state published → last order allowed", LatencySpread.Of(measured.Select(k => (double?)k.PublishedToLastAllowedInMs).OfType<double>()), conditions, Aim.AtMost(10)))
            yield return measurement;
        foreach (var measurement in Spread("command produced → state published", LatencySpread.Of(measured.Select(k => (double?)k.CommandToPublishedInMs).OfType<double>()), conditions, Aim.AtMost(100)))
            yield return measurement;
    }

    private static async Task<IReadOnlyList<Kill>> KillAsync(StackUnderLoad stack, double rate, int count, Action<string> say, CancellationToken cancellationToken)
    {
        var clients = stack.Broker.Clients;
        using var commands = new CommandLog(stack.Broker.Settings);
        await commands.WarmUpAsync();
        await using var watch = KillWatch.Start(clients);
        await using var orders = PacedOrders.Start(clients, new Pace(rate), Accounts);
        var drill = new KillDrill(orders, watch);
        for (var tag = 1; tag <= count; tag++)
        {
            var hot = HotScope.Number(tag);
            try
            {
                await drill.RunAsync(hot, ct => commands.AppendAsync(Command(hot), attestation: null, traceParent: null, ct), Around, cancellationToken);
            }
            catch (TimeoutException e)
            {
                // On a machine that others use as well, orders can queue for that long. It is told beside the figures.
                say($"  {e.Message}");
            }
            if (tag % 20 == 0)
                say($"  {tag} of {count} kills");
        }
        return [.. Enumerable.Range(1, count).Select(tag => watch.Of(HotScope.Number(tag)))];
    }

    private static Command Command(HotScope hot)
    {
        var id = $"bench-{hot.Tag}";
        return new Command(id, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), hot.Scope, CommandAction.Kill, "measured", Workflows.Contracts.Command.DetectorActor, id);
    }

    private static IEnumerable<Measurement> Spread(string what, LatencySpread spread, string conditions, Aim aim) =>
    [
        new($"{what}, p50", spread.P50, "ms", conditions),
        new($"{what}, p99", spread.P99, "ms", conditions, Aim: aim),
        new($"{what}, max", spread.Max, "ms", conditions),
    ];
}
