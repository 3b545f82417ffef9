using KillSwitch.Local.Cli;

namespace KillSwitch.Benchmarks;

/// <summary>Runs benchmarks one after the other, whatever becomes of each.</summary>
internal static class BenchmarkRunner
{
    public const string NoKafka =
        "skipped: it needs Apache Kafka. Set KAFKA_HOME to an unpacked distribution (4.4; 3.9 works too; https://kafka.apache.org/downloads) and install Java 17.";

    public const string NoSpark =
        "skipped: it needs Apache Spark. Set SPARK_HOME to an unpacked distribution (3.5; https://spark.apache.org/downloads.html) with the Kafka source in its jars/ (spark/README.md), and install a JDK 17.";

    /// <returns>One result for each that was begun, and none for those that a stop left out.</returns>
    public static async Task<IReadOnlyList<BenchmarkResult>> RunAsync(
        IReadOnlyList<IBenchmark> benchmarks,
        BenchmarkContext context,
        CancellationToken cancellationToken
    )
    {
        var results = new List<BenchmarkResult>();
        foreach (var benchmark in benchmarks)
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            context.Say($"{benchmark.Name}: {benchmark.Describe}");
            results.Add(
                WhyNot(benchmark, context) is { } why
                    ? new BenchmarkResult(benchmark.Name, benchmark.Describe, [], why)
                    : await RunAsync(benchmark, context, cancellationToken)
            );
            // What one has left behind is not to be collected in the time of the next.
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return results;
    }

    private static string? WhyNot(IBenchmark benchmark, BenchmarkContext context) =>
        benchmark.NeedsKafka && context.KafkaHome is null ? NoKafka
        : benchmark.NeedsSpark && context.SparkHome is null ? NoSpark
        : null;

    private static async Task<BenchmarkResult> RunAsync(IBenchmark benchmark, BenchmarkContext context, CancellationToken cancellationToken)
    {
        var measurements = new List<Measurement>();
        BenchmarkResult Ended(string? missing, bool failed = false) =>
            new(benchmark.Name, benchmark.Describe, measurements, missing, failed);
        try
        {
            await foreach (var measurement in benchmark.RunAsync(context, cancellationToken).WithCancellation(cancellationToken))
            {
                measurements.Add(measurement);
                context.Say($"  {measurement.Name}: {Figures.Show(measurement.Value)} {measurement.Unit}");
            }
            return Ended(null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Ended("stopped before it was done");
        }
        catch (Exception e)
        {
            // The others can still be measured; the exit code and the report tell of this one.
            return Ended($"failed: {ForPeople.Message(e) ?? e.ToString()}", failed: true);
        }
    }
}
