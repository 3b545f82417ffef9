using System.Globalization;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Stack.Spark;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The detection in Spark SQL (spark/), on an Apache Spark from SPARK_HOME that ends with this process.</summary>
internal sealed class SparkPart : IDetectorPart
{
    private const string Home = "SPARK_HOME";
    private static readonly TimeSpan RunsWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private TopicReader? _topics;
    private SparkOutput? _output;
    private long _begin;

    public string Name => PartNames.Detector;

    public IEnumerable<PartHealth> Health => [Now];

    private PartHealth Now =>
        Observed is { } orders
            ? new PartHealth(Name, true, $"Spark has read {orders} orders")
            : new PartHealth(Name, false, "Spark is starting");

    public long? Observed => _output is { Runs: true } output ? Math.Max(0, output.Ends.Sum() - _begin) : null;

    public long? MeasuredNowhere => null;

    /// <summary>Looks for what a person would have to put right, before anything is started.</summary>
    /// <exception cref="CannotStartException">Spark could not run.</exception>
    public static void Require(StackOptions options)
    {
        if (options.Runs(PartNames.Broker) && options.Broker == BrokerChoice.Embedded)
            throw new CannotStartException(
                "Spark cannot read from the embedded broker. Give --kafka (Apache Kafka from KAFKA_HOME) or --bootstrap HOST:PORT too."
            );
        if (options.Replays)
            throw new CannotStartException(
                "Spark measures orders as they come and knows no replays, so it cannot measure a file by its own times. Leave --detector spark out: the embedded detector finds the same by the same limits."
            );
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Home)))
            throw new CannotStartException(
                $"--detector spark runs Apache Spark from {Home}, which is not set. Set it to an unpacked Apache Spark 3.5 with the Kafka source in its jars/ (spark/README.md), or leave --detector out."
            );
    }

    /// <summary>Spark says of a micro-batch only when what it wrote is in the topics.</summary>
    public async Task<long> KillsAsync(CancellationToken cancellationToken)
    {
        var kills = new HashSet<string>(StringComparer.Ordinal);
        await _topics!.ScanAsync(Topics.Commands, readCommitted: true, Count, cancellationToken);
        return kills.Count;

        void Count(TopicRecord record)
        {
            if (record.As(ContractsJson.Default.Command) is { Action: CommandAction.Kill, TriggeredBy: Command.DetectorActor } kill)
                kills.Add(kill.CmdId);
        }
    }

    public async Task StartAsync(StackContext context, CancellationToken cancellationToken)
    {
        var kafka = await context.KafkaAsync(cancellationToken);
        _topics = new TopicReader(kafka, context.Loggers);
        var ends = await _topics.EndsAsync(Topics.Orders);
        _begin = ends.Sum();
        var folder = context.Options.Data.Spark;
        var limits = Path.Combine(folder, "detection.json");
        await File.WriteAllTextAsync(limits, context.Options.Detection.ToJson(), cancellationToken);
        var log = Path.Combine(folder, "spark.log");
        _output = new SparkOutput(log, File.Exists(log) ? new FileInfo(log).Length : 0);
        context.Say("starting Spark");
        var process = context.Keep(await ChildProcess.StartAsync(
            SparkFiles.Script,
            [kafka.Bootstrap, "--detection", limits, "--set", $"starting_offsets={Offsets(ends)}", "--progress"],
            log,
            new Dictionary<string, string?> { ["KILLSWITCH_SPARK_WORK"] = folder },
            cancellationToken));
        await UntilItRunsAsync(process, context.Time, cancellationToken);
        context.Run("Spark", async stop =>
        {
            var code = await process.Ended.WaitAsync(stop);
            throw new InvalidOperationException($"it ended with exit code {code}. It said:\n{process.Tail()}\n");
        });
    }

    private async Task UntilItRunsAsync(ChildProcess process, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!_output!.Runs)
        {
            if (process.Ended.IsCompleted)
                throw new CannotStartException($"Spark ended before the detection ran. It said:\n{process.Tail()}");
            if (time.GetElapsedTime(began) > RunsWithin)
                throw new CannotStartException(
                    $"The detection did not run on Spark within {RunsWithin.TotalMinutes:0} minutes. What Spark said is in {process.Log}."
                );
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>
    /// As Spark's Kafka source takes them: what is there already is not this run's. A checkpoint, where there is one, counts more.
    /// </summary>
    private static string Offsets(IReadOnlyList<long> ends) =>
        $"{{\"{Topics.Orders}\":{{{string.Join(',', ends.Select((end, partition) => string.Create(CultureInfo.InvariantCulture, $"\"{partition}\":{end}")))}}}}}";
}
