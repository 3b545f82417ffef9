using System.Runtime.CompilerServices;
using KillSwitch.Kafka.Routing;
using KillSwitch.Local.Stack.Parts;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>How long an order takes until its gated copy can be read, by how much is going on.</summary>
internal sealed class LatencyBenchmark : IBenchmark
{
    private const int Routers = 2;
    private static readonly double[] Loads = [0.1, 0.25, 0.5, 0.75];

    public string Name => "latency";

    public string Describe => "order in → gated order readable, by load, both deliveries";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var warmUp = context.Time(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));
        var measured = context.Time(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
        await using var broker = await BenchBroker.StartAsync(context.KafkaHome!, cancellationToken);
        foreach (var delivery in (DeliveryMode[])[DeliveryMode.Transactional, DeliveryMode.Sequenced])
        {
            await broker.RenewAsync(Topics.All, BrokerPart.Partitions, cancellationToken);
            var options = new RouterOptions("bench") { Delivery = delivery };
            var name = delivery.ToString().ToLowerInvariant();
            await using var routers = RunningRouters.Start(broker.Settings, options, Routers);
            await routers.UntilAllHeldAsync(BrokerPart.Partitions, cancellationToken);
            var most = await Load.MostPerSecondAsync(broker.Clients, warmUp * 2, measured, cancellationToken);
            var conditions =
                $"{Routers} routers, {BrokerPart.Partitions} partitions, batches of up to {options.BatchSize:N0}, linger {options.LingerOrDefault.TotalMilliseconds:0} ms; source, routers, reader and Kafka on one machine";
            yield return new Measurement($"{name}: most that the whole sustains", most, "orders/s", conditions);
            foreach (var load in Loads)
            {
                var pace = new Pace(Math.Max(1, most * load));
                var spread = await Load.LatencyAsync(broker.Clients, pace, warmUp, measured, cancellationToken);
                var at = $"{load:0 %} of it, {Figures.Show(pace.PerSecond)} orders/s, {spread.Count:N0} orders; {conditions}";
                yield return new Measurement($"{name}, {load:0 %} load, p50", spread.P50, "ms", at);
                yield return new Measurement($"{name}, {load:0 %} load, p99", spread.P99, "ms", at);
            }
        }
    }
}
