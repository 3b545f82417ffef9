using KillSwitch.Hosting.Processes;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Brokers;

/// <summary>
/// One Apache Kafka node (KRaft, broker and controller) on its directory and ports: it can be stopped, killed, frozen and started again.
/// It ends with this process, however that may go; its directory stays.
/// </summary>
public sealed class KafkaNode : IAsyncDisposable
{
    private const string Log4J = """
        log4j.rootLogger=WARN, out
        log4j.appender.out=org.apache.log4j.ConsoleAppender
        log4j.appender.out.layout=org.apache.log4j.PatternLayout
        log4j.appender.out.layout.ConversionPattern=%d %p %c: %m%n
        """;

    private const string Log4J2 = """
        appender.out.type=Console
        appender.out.name=out
        appender.out.layout.type=PatternLayout
        appender.out.layout.pattern=%d %p %c: %m%n
        rootLogger.level=WARN
        rootLogger.appenderRef.out.ref=out
        """;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly ApacheKafkaOptions _options;
    private readonly string _directory;
    private readonly ILoggerFactory? _loggers;
    private ChildProcess? _program;

    private KafkaNode(ApacheKafkaOptions options, string directory, int id, int port, ILoggerFactory? loggers)
    {
        _options = options;
        _directory = directory;
        _loggers = loggers;
        Id = id;
        Bootstrap = $"127.0.0.1:{port}";
    }

    /// <summary>Its <c>node.id</c>, from 1.</summary>
    public int Id { get; }

    /// <summary>Where it listens, however often it is started again: <c>127.0.0.1:PORT</c>.</summary>
    public string Bootstrap { get; }

    /// <summary>What it writes to.</summary>
    public string Log => Path.Combine(_directory, "kafka.log");

    private string Properties => Path.Combine(_directory, "server.properties");

    /// <summary>For Kafka 3, whose log is log4j's.</summary>
    private string Logging => Path.Combine(_directory, "log4j.properties");

    /// <summary>For Kafka 4, whose log is log4j 2's. Each reads its own and knows nothing of the other's.</summary>
    private string Logging2 => Path.Combine(_directory, "log4j2.properties");

    /// <summary>Writes its settings, and formats its directory if that is new.</summary>
    internal static async Task<KafkaNode> PrepareAsync(
        ApacheKafkaOptions options,
        string directory,
        KafkaNodeAddress address,
        IReadOnlyDictionary<string, string> properties,
        string clusterId,
        ILoggerFactory? loggers,
        CancellationToken cancellationToken
    )
    {
        if (!Directory.Exists(Libs(options)))
            throw new BrokerNotStartedException(
                $"KAFKA_HOME is '{options.Home}', but there is no directory {Libs(options)}. Set it to an unpacked Apache Kafka (4.4; 3.9 works too; https://kafka.apache.org/downloads)."
            );
        Directory.CreateDirectory(directory);
        var node = new KafkaNode(options, directory, address.Id, address.Port, loggers);
        await File.WriteAllTextAsync(node.Properties, string.Concat(properties.Select(p => $"{p.Key}={p.Value}\n")), cancellationToken)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(node.Logging, Log4J, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(node.Logging2, Log4J2, cancellationToken).ConfigureAwait(false);
        var version = KafkaVersion.Of(Libs(options));
        if (File.Exists(Path.Combine(LogDirectory(directory), "meta.properties")))
        {
            KafkaVersion.RequireReadable(directory, options.Home, version);
            return node;
        }
        await node.FormatAsync(clusterId, cancellationToken).ConfigureAwait(false);
        KafkaVersion.Keep(directory, version);
        return node;
    }

    /// <summary>Where a node keeps its topics.</summary>
    internal static string LogDirectory(string directory) => Path.Combine(directory, "log");

    /// <summary>Starts the process, or starts it again. It answers only a while later.</summary>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_program is { Ended.IsCompleted: false })
            throw new InvalidOperationException($"Kafka node {Id} runs already.");
        _program = await JavaAsync(Log, ["kafka.Kafka", Properties], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when it answers clients.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="brokers">
    /// How many brokers it must tell of. A client lets go of a broker that is missing from one's answer, with whatever was asked of
    /// it, so a cluster that starts is not to be used before its brokers know each other.
    /// </param>
    /// <exception cref="BrokerNotStartedException">It ended instead, or did not answer in time; the message says what it said.</exception>
    public async Task UntilItAnswersAsync(CancellationToken cancellationToken, int brokers = 1)
    {
        var program = Running();
        var clients = new KafkaClients(new KafkaSettings(Bootstrap), _loggers);
        using var admin = clients.Admin("killswitch-start");
        var started = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (program.Ended.IsCompleted)
                throw Failed(
                    await program.Ended.ConfigureAwait(false),
                    $"Kafka ended with exit code {await program.Ended.ConfigureAwait(false)} while it started",
                    program
                );
            try
            {
                if (
                    await DedicatedThread.RunAsync(() => admin.GetMetadata(TimeSpan.FromSeconds(1)).Brokers.Count).ConfigureAwait(false)
                    >= brokers
                )
                    return;
            }
            catch (Confluent.Kafka.KafkaException e) when (e.Error.IsUnreachable())
            {
                // Asked again, until it answers or its time is up.
            }
            if (started.Elapsed > _options.StartTimeout)
                throw new BrokerNotStartedException(
                    $"Kafka did not answer at {Bootstrap} within {_options.StartTimeout.TotalSeconds:0} s:\n{program.Tail()}"
                );
            await Task.Delay(Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>kill -9. Returns when it is gone.</summary>
    public async Task KillAsync()
    {
        var program = Running();
        program.Kill();
        await program.Ended.ConfigureAwait(false);
    }

    /// <summary>Stops it where it is (SIGSTOP), until <see cref="Thaw"/>.</summary>
    public void Freeze() => Running().Freeze();

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Running().Thaw();

    /// <summary>
    /// Stops the node and waits until its process is gone. What it had acknowledged it finds again in its log, also where it had to
    /// be killed.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.StopAsync(StopTimeout).ConfigureAwait(false);
    }

    private async Task FormatAsync(string clusterId, CancellationToken cancellationToken)
    {
        await using var format = await JavaAsync(
                Path.Combine(_directory, "format.log"),
                ["kafka.tools.StorageTool", "format", "-t", clusterId, "-c", Properties],
                cancellationToken
            )
            .ConfigureAwait(false);
        var code = await format.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (code != 0)
            throw Failed(code, $"Kafka could not format {_directory} (exit code {code})", format);
    }

    private Task<ChildProcess> JavaAsync(string log, string[] arguments, CancellationToken cancellationToken) =>
        ChildProcess.StartAsync(
            _options.Java,
            // Java expands the star itself.
            [
                $"-Xmx{_options.HeapInMiB}m",
                "-XX:+UseSerialGC",
                $"-Dlog4j.configuration=file:{Logging}",
                $"-Dlog4j2.configurationFile=file:{Logging2}",
                "-cp",
                Path.Combine(Libs(_options), "*"),
                .. arguments,
            ],
            log,
            new Dictionary<string, string?>(),
            cancellationToken
        );

    private ChildProcess Running() => _program ?? throw new InvalidOperationException($"Kafka node {Id} has not been started.");

    private BrokerNotStartedException Failed(int code, string what, ChildProcess program) =>
        code == ChildProcess.NotFound
            ? new BrokerNotStartedException(
                $"Kafka needs Java 17 or later, and '{_options.Java}' is not there. Install a JRE, or set JAVA_HOME."
            )
            : new BrokerNotStartedException($"{what}:\n{program.Tail()}");

    private static string Libs(ApacheKafkaOptions options) => Path.Combine(options.Home, "libs");
}
