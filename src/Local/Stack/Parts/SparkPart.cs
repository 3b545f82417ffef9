using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Api.Health;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Stack.Spark;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Local.Stack.Parts;

/// <summary>The detection of spark/, on an Apache Spark from SPARK_HOME that ends with this process.</summary>
internal sealed class SparkPart : IDetectorPart
{
    private const string Home = "SPARK_HOME";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Further behind is worth a word.</summary>
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(2);

    /// <summary>Further behind, it is no detector to rely on.</summary>
    private static readonly TimeSpan BehindAtMost = TimeSpan.FromSeconds(5);

    private readonly bool _isGuarded;
    private readonly ReadingLag _lag = new();
    private TimeSpan _behind;
    private TopicReader? _topics;
    private SparkJob? _job;
    private IReadOnlyList<long> _ends = [];
    private long _begin;
    private string? _gone;

    /// <param name="isGuarded">Whether another detector is there: then the stack goes on without this one.</param>
    public SparkPart(bool isGuarded = false) => _isGuarded = isGuarded;

    public string Name => PartNames.Detector;

    public IEnumerable<PartHealth> Health => [Now];

    private PartHealth Now
    {
        get
        {
            if (_gone is { } how)
                return new PartHealth(Name, false, $"Spark {how}: start the stack again to have it back");
            if (Observed is not { } records)
                return new PartHealth(Name, false, "Spark is starting: it measures no order yet");
            if (_behind > BehindAtMost)
                return new PartHealth(Name, false, $"Spark is {_behind.TotalSeconds:0} s behind the orders: a breach is commanded as much later");
            var behind = _behind > Unnoticed ? $", is {_behind.TotalSeconds:0} s behind" : "";
            var took = _job!.Latest is { } latest ? $", the latest micro-batch in {latest.Told}" : "";
            return new PartHealth(Name, true, $"Spark has read {records} records of orders since it was started{behind}{took}");
        }
    }

    public long? Observed => _job is { Runs: true } job ? Math.Max(0, (job.Latest?.Ends.Sum() ?? 0) - _begin) : null;

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
    /// <summary>Its operator keeps what it counts to itself.</summary>
    public NearLimits? Nearest => null;

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
        (_ends, _begin) = (ends, ends.Sum());
        var folder = context.Options.Data.Spark;
        var limits = Path.Combine(folder, "detection.json");
        await File.WriteAllTextAsync(limits, context.Options.Detection.ToJson(), cancellationToken);
        context.Say("starting Spark");
        _job = context.Keep(
            await SparkJob.StartAsync(
                kafka.Bootstrap,
                folder,
                ["--detection", limits, "--set", $"starting_offsets={Offsets(ends)}"],
                cancellationToken: cancellationToken
            )
        );
        await _job.UntilItRunsAsync(context.Time, cancellationToken);
        context.Run("Spark", async stop =>
        {
            var how = Ended(await _job.Ended.WaitAsync(stop));
            if (!_isGuarded)
                throw new InvalidOperationException($"it {how}. It said:\n{_job.Tail()}\n");
            _gone = how;
            context.Say($"✗ Spark {how}. The embedded detector goes on: breaches are commanded. Spark said:\n{_job.Tail()}");
            // A part that ends by itself would end the stack.
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, stop);
        });
        context.Run("Spark's lag", stop => FollowAsync(context.Time, stop));
    }

    private static string Ended(int code) =>
        code > ChildProcess.Signalled ? $"was killed (signal {code - ChildProcess.Signalled})" : $"ended with exit code {code}";

    private async Task FollowAsync(TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Look, time, stop);
            try
            {
                _behind = _lag.Look(await _topics!.EndsAsync(Topics.Orders), _job!.Latest?.Ends ?? _ends, time.GetUtcNow());
            }
            catch (KafkaException)
            {
                // No broker, no orders; the broker's own health says so.
            }
        }
    }

    /// <summary>
    /// As Spark's Kafka source takes them: what is there already is not this run's. A checkpoint, where there is one, counts more.
    /// </summary>
    private static string Offsets(IReadOnlyList<long> ends) =>
        $"{{\"{Topics.Orders}\":{{{string.Join(',', ends.Select((end, partition) => string.Create(CultureInfo.InvariantCulture, $"\"{partition}\":{end}")))}}}}}";
}
