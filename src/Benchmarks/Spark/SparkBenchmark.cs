using System.Runtime.CompilerServices;
using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Benchmarks.Spark;

/// <summary>The detection on a local Spark of two cores: how soon a breach has its command, under load and beside full topics.</summary>
internal sealed class SparkBenchmark : IBenchmark
{
    private const int Partitions = 3;
    private const int Accounts = 100_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public string Name => "spark";

    public string Describe => "the detection on Apache Spark: breach → command, backlog, memory, start";

    public bool NeedsKafka => true;

    public async IAsyncEnumerable<Measurement> RunAsync(
        BenchmarkContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var broker = await BenchBroker.StartAsync(context.KafkaHome!, cancellationToken);
        await broker.RenewAsync(Topics.All, Partitions, cancellationToken);
        await using var job = await StartedJob.StartAsync(broker, "spark", context, cancellationToken);
        yield return new Measurement(
            "start → watching",
            job.Started.TotalSeconds,
            "s",
            "from the command to its queries running, all compiled before",
            Aim: Aim.AtMost(15)
        );
        await using var watch = await CommandWatch.StartAsync(broker.Clients);
        using var drill = new BreachDrill(broker.Clients, watch, job);
        context.Say("  the first breach");
        var first = await drill.RunAsync(1, TimeSpan.Zero, context.Say, cancellationToken);
        yield return new Measurement(
            "first breach → command",
            first.Values.First()[0],
            "ms",
            "of a job that has measured no order yet"
        );
        foreach (var rate in new[] { 1_000, 10_000 })
        {
            context.Say($"  {rate:N0} orders a second of {Accounts:N0} accounts");
            await using var load = PacedOrders.Start(broker.Clients, new Pace(rate), Accounts);
            await Task.Delay(context.Time(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)), TimeProvider.System, cancellationToken);
            job.Forget();
            var times = await drill.RunAsync(context.Amount(40, 3), Pause, context.Say, cancellationToken);
            foreach (var measurement in Of(times, $"{rate:N0} orders/s of {Accounts:N0} accounts, {Partitions} partitions"))
                yield return measurement;
            foreach (var measurement in job.Measurements($"at {rate:N0} orders/s"))
                yield return measurement;
            if (rate == 1_000)
            {
                var again = await drill.AfterARestoreAsync(context.Amount(40, 4), Pause, cancellationToken);
                yield return new Measurement(
                    "mad again after a restore → command, p50",
                    Rounds.Median(again),
                    "ms",
                    $"{again.Count} restores, {rate:N0} orders/s",
                    Aim: Aim.AtMost(500)
                );
                yield return new Measurement("the same, p99", Rounds.Percentile(again, 0.99), "ms", "as above", Aim: Aim.AtMost(1_000));
            }
        }
    }

    private static IEnumerable<Measurement> Of(IReadOnlyDictionary<string, List<double>> times, string conditions)
    {
        foreach (var (rule, of) in times)
        {
            yield return new Measurement(
                $"{rule} → command, p50", Rounds.Median(of), "ms", $"{of.Count} breaches beside {conditions}", Aim: Aim.AtMost(500)
            );
            yield return new Measurement($"{rule} → command, p99", Rounds.Percentile(of, 0.99), "ms", "as above", Aim: Aim.AtMost(1_000));
        }
    }
}
