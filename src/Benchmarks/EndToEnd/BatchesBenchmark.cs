using System.Runtime.CompilerServices;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// What larger batches, longer linger and more overlapping transactions buy, and what they cost: docs/decisions/batch-size.md rests
/// on it.
/// </summary>
internal sealed class BatchesBenchmark : IBenchmark
{
    private static readonly int[] Partitions = [1, 4, BrokerPart.Partitions];
    private static readonly int[] Sizes = [500, 2_000, 5_000, 20_000];
    private static readonly int[] LingersInMs = [0, 2, 10, 25];
    private static readonly double[] Loads = [0.1, 0.5];

    public string Name => "batches";

    public string Describe => "what batch size, linger and transactions that overlap (one for each partition) buy, transactional delivery";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var broker = await BenchBroker.StartAsync(context.KafkaHome!, cancellationToken);
        await foreach (var measurement in ThroughputAsync(broker, context, cancellationToken))
            yield return measurement;
        await foreach (var measurement in LatencyAsync(broker, context, cancellationToken))
            yield return measurement;
    }

    private static async IAsyncEnumerable<Measurement> ThroughputAsync(
        BenchBroker broker,
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var partitions in Partitions)
        {
            // A partition on its own is slower; all are to take some seconds.
            var total = context.Amount(partitions == 1 ? 150_000 : 300_000, 10_000);
            await broker.RenewAsync(Topics.All, partitions, cancellationToken);
            await Preload.OrdersAsync(broker.Clients, total, partitions, cancellationToken);
            foreach (var size in Sizes)
            {
                var options = new RouterOptions("bench") { Delivery = DeliveryMode.Transactional, BatchSize = size };
                var drained = await new Drain(broker, total, partitions).ByRoutersAsync(options, routers: 1, cancellationToken);
                yield return new Measurement(
                    $"{partitions} partition{(partitions == 1 ? "" : "s")}, batches of {size:N0}", drained.PerSecond, "orders/s",
                    $"one router works off {total:N0} orders; so many transactions overlap as there are partitions");
            }
        }
    }

    private static async IAsyncEnumerable<Measurement> LatencyAsync(
        BenchBroker broker,
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var warmUp = context.Time(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1));
        var measured = context.Time(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2));
        double? most = null;
        foreach (var linger in LingersInMs)
        {
            await broker.RenewAsync(Topics.All, BrokerPart.Partitions, cancellationToken);
            var options = new RouterOptions("bench") { Delivery = DeliveryMode.Transactional, Linger = TimeSpan.FromMilliseconds(linger) };
            await using var routers = RunningRouters.Start(broker.Settings, options, count: 1);
            await routers.UntilAllHeldAsync(BrokerPart.Partitions, cancellationToken);
            most ??= await Load.MostPerSecondAsync(broker.Clients, warmUp * 2, measured, cancellationToken);
            foreach (var load in Loads)
            {
                var pace = new Pace(Math.Max(1, most.Value * load));
                var spread = await Load.LatencyAsync(broker.Clients, pace, warmUp, measured, cancellationToken);
                var conditions =
                    $"order in → gated order readable; one router, {BrokerPart.Partitions} partitions, {Figures.Show(pace.PerSecond)} orders/s, batches of up to {options.BatchSize:N0}";
                yield return new Measurement($"linger {linger} ms, {load:0 %} load, p50", spread.P50, "ms", conditions);
                yield return new Measurement($"linger {linger} ms, {load:0 %} load, p99", spread.P99, "ms", conditions);
            }
        }
    }
}
