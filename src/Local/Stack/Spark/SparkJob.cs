using System.Reflection;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Local.Stack.Spark;

/// <summary>The detection of the folder spark/ on a local Spark from SPARK_HOME, in a process that ends with this one.</summary>
public sealed class SparkJob : IAsyncDisposable
{
    private static readonly TimeSpan RunsWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly SparkOutput _output;

    private SparkJob(ChildProcess process, SparkOutput output) => (_process, _output) = (process, output);

    /// <summary>The folder spark/.</summary>
    public static string Directory { get; } =
        typeof(SparkJob).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SparkDirectory").Value!;

    /// <summary>Whether its queries run.</summary>
    public bool Runs => _output.Runs;

    /// <summary>The latest micro-batch that is over, with all that it wrote; null before the first.</summary>
    public SparkBatch? Latest => _output.Latest;

    /// <summary>What it writes to.</summary>
    public string Log => _process.Log;

    /// <summary>Completes with its exit code when it has ended.</summary>
    public Task<int> Ended => _process.Ended;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it and returns at once.</summary>
    /// <param name="bootstrap">Of an Apache Kafka that has the topics.</param>
    /// <param name="folder">Where its log, checkpoints and output are, and are found again.</param>
    /// <param name="arguments">Of the launcher: <c>--set starting_offsets=…</c>, <c>--detection FILE</c>.</param>
    /// <param name="batch">Told of each micro-batch that is over, when somebody asks for the latest.</param>
    /// <param name="directory">Another build's folder spark/; null for this one's.</param>
    /// <param name="environment">Beyond that of this process.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    public static async Task<SparkJob> StartAsync(
        string bootstrap,
        string folder,
        IEnumerable<string> arguments,
        Action<SparkBatch>? batch = null,
        string? directory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellationToken = default
    )
    {
        var log = Path.Combine(folder, "spark.log");
        var output = new SparkOutput(log, File.Exists(log) ? new FileInfo(log).Length : 0, batch);
        var process = await ChildProcess.StartAsync(
            Path.Combine(directory ?? Directory, "run-local.sh"),
            [bootstrap, .. arguments, "--set", "progress=true"],
            log,
            new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["KILLSWITCH_SPARK_WORK"] = folder },
            cancellationToken
        );
        return new SparkJob(process, output);
    }

    /// <summary>Returns when its queries run.</summary>
    /// <exception cref="CannotStartException">It ended, or took too long; the message has what it said.</exception>
    public async Task UntilItRunsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!Runs)
        {
            if (_process.Ended.IsCompleted)
                throw new CannotStartException($"Spark ended before the detection ran. It said:\n{Tail()}");
            if (time.GetElapsedTime(began) > RunsWithin)
                throw new CannotStartException(
                    $"The detection did not run on Spark within {RunsWithin.TotalMinutes:0} minutes. What Spark said is in {Log}."
                );
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>The end of what it said.</summary>
    public string Tail() => _process.Tail();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
