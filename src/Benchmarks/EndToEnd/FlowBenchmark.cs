using System.Runtime.CompilerServices;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>How many orders a second one, two and three routers work off, against a loop that only copies.</summary>
internal sealed class FlowBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int MostRouters = 3;

    public string Name => "flow";

    public string Describe => "order in → gated order and audit out on Apache Kafka, one to three routers, both deliveries";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var total = context.Amount(400_000, 20_000);
        await using var broker = await BenchBroker.StartAsync(context.KafkaHome!, cancellationToken);
        await broker.RenewAsync(Topics.All, BrokerPart.Partitions, cancellationToken);
        context.Say($"  {total} orders are put into {BrokerPart.Partitions} partitions");
        await Preload.OrdersAsync(broker.Clients, total, BrokerPart.Partitions, cancellationToken);
        var drain = new Drain(broker, total, BrokerPart.Partitions);
        foreach (var delivery in (DeliveryMode[])[DeliveryMode.Transactional, DeliveryMode.Sequenced])
        {
            var options = new RouterOptions("bench") { Delivery = delivery };
            var rounds = new List<(Drained Copy, Drained[] Routers)>();
            for (var round = 1; round <= context.Amount(Rounds, 1); round++)
            {
                context.Say($"  {delivery}, round {round}");
                var copy = await drain.ByCopyingAsync(options, cancellationToken);
                var routers = new Drained[MostRouters];
                for (var i = 0; i < MostRouters; i++)
                    routers[i] = await drain.ByRoutersAsync(options, i + 1, cancellationToken);
                rounds.Add((copy, routers));
            }
            for (var i = 0; i < MostRouters; i++)
            {
                foreach (var measurement in Measured(delivery, i + 1, options, [.. rounds.Select(r => (r.Copy, r.Routers[i]))], total))
                    yield return measurement;
            }
        }
    }

    private static IEnumerable<Measurement> Measured(
        DeliveryMode delivery,
        int routers,
        RouterOptions options,
        IReadOnlyList<(Drained Copy, Drained Router)> rounds,
        int total
    )
    {
        var name = $"{delivery.ToString().ToLowerInvariant()}, {routers} router{(routers == 1 ? "" : "s")}";
        var conditions =
            $"{total:N0} orders of some 190 bytes in {BrokerPart.Partitions} partitions, batches of up to {options.BatchSize:N0}, Kafka on the same machine, routers in one process; the middle one of {rounds.Count} rounds by ratio";
        // What disturbs the machine disturbs both halves of a round.
        var speed = Middle(rounds, r => r.Router.PerSecond / r.Copy.PerSecond);
        yield return new Measurement(
            name,
            speed.Router.PerSecond,
            "orders/s",
            conditions,
            new Baseline("copy loop", speed.Copy.PerSecond),
            Aim.RatioAtLeast(0.8)
        );
        var effort = Middle(rounds, r => r.Router.CpuInUs / r.Copy.CpuInUs);
        yield return new Measurement(
            $"{name}, processor time",
            effort.Router.CpuInUs,
            "µs/order",
            conditions,
            new Baseline("copy loop", effort.Copy.CpuInUs)
        );
    }

    private static (Drained Copy, Drained Router) Middle(
        IReadOnlyList<(Drained Copy, Drained Router)> rounds,
        Func<(Drained Copy, Drained Router), double> by
    ) => rounds.OrderBy(by).ElementAt(rounds.Count / 2);
}
