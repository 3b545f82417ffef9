using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Brokers;

/// <summary>
/// One Apache Kafka node (KRaft, broker and controller) as a child process, from a distribution's <c>libs/</c>. It listens on 127.0.0.1 only
/// and ends with <see cref="DisposeAsync"/>, or when this process ends, however that may be; its data directory stays.
/// </summary>
public sealed class ApacheKafka : IAsyncDisposable
{
    private const string PropertiesFile = "server.properties";
    private const string LogFile = "kafka.log";

    /// <summary>
    /// Runs its arguments until its input is closed, which the system does when this process ends, even by kill -9. In a script the child
    /// is also spared the terminal's Ctrl-C, so that Kafka outlives those who still write to it.
    /// </summary>
    private const string EndsWithItsParent =
        "exec 3<&0; \"$@\" </dev/null 3<&- & child=$!; (cat <&3; kill \"$child\") >/dev/null 2>&1 & wait \"$child\"";

    /// <summary>A shell's exit code.</summary>
    private const int CommandNotFound = 127;

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _log;

    private ApacheKafka(Process process, Task log, string bootstrap)
    {
        _process = process;
        _log = log;
        Bootstrap = bootstrap;
    }

    /// <summary><c>127.0.0.1:PORT</c>; the port is a free one.</summary>
    public string Bootstrap { get; }

    /// <summary>Formats the directory if it is new, starts the node and returns when it answers.</summary>
    /// <param name="options">Where Kafka and its data are.</param>
    /// <param name="loggers">Where the clients that wait for it log.</param>
    /// <param name="cancellationToken">Gives up and stops the node.</param>
    /// <exception cref="BrokerNotStartedException">The message says what is missing or what Kafka said.</exception>
    public static async Task<ApacheKafka> StartAsync(ApacheKafkaOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var libs = Path.Combine(options.Home, "libs");
        if (!Directory.Exists(libs))
            throw new BrokerNotStartedException($"KAFKA_HOME is '{options.Home}', but there is no directory {libs}. Set it to an unpacked Apache Kafka (3.7 or later; https://kafka.apache.org/downloads).");
        var data = Path.GetFullPath(options.DataDirectory);
        Directory.CreateDirectory(data);
        var (port, controllerPort) = FreePorts();
        var properties = Path.Combine(data, PropertiesFile);
        await File.WriteAllTextAsync(properties, Properties(options, data, port, controllerPort), cancellationToken).ConfigureAwait(false);
        var logging = Path.Combine(data, "log4j.properties");
        await File.WriteAllTextAsync(logging, "log4j.rootLogger=WARN, out\nlog4j.appender.out=org.apache.log4j.ConsoleAppender\nlog4j.appender.out.layout=org.apache.log4j.PatternLayout\nlog4j.appender.out.layout.ConversionPattern=%d %p %c: %m%n\n", cancellationToken).ConfigureAwait(false);

        if (!File.Exists(Path.Combine(data, "log", "meta.properties")))
            await FormatAsync(options, libs, logging, properties, data, cancellationToken).ConfigureAwait(false);
        var process = Java(options, libs, logging, "kafka.Kafka", properties);
        var kafka = new ApacheKafka(process, CopyOutputAsync(process, Path.Combine(data, LogFile)), $"127.0.0.1:{port}");
        try
        {
            await kafka.UntilItAnswersAsync(options, data, loggers, cancellationToken).ConfigureAwait(false);
            return kafka;
        }
        catch
        {
            await kafka.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the node and waits until its process is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What it had acknowledged it finds again in its log.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        await _log.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private static async Task FormatAsync(ApacheKafkaOptions options, string libs, string logging, string properties, string data, CancellationToken cancellationToken)
    {
        // A cluster id is a UUID in 22 characters of base64url.
        var clusterId = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        // One that begins with a dash would be read as an option.
        if (clusterId[0] == '-')
            clusterId = "K" + clusterId[1..];
        using var format = Java(options, libs, logging, "kafka.tools.StorageTool", "format", "-t", clusterId, "-c", properties);
        var log = CopyOutputAsync(format, Path.Combine(data, "format.log"));
        await format.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await log.ConfigureAwait(false);
        if (format.ExitCode == CommandNotFound)
            throw new BrokerNotStartedException($"Kafka needs Java 17 or later, and '{options.Java}' is not there. Install a JRE, or set JAVA_HOME.");
        if (format.ExitCode != 0)
            throw new BrokerNotStartedException($"Kafka could not format {data} (exit code {format.ExitCode}):\n{Tail(Path.Combine(data, "format.log"))}");
    }

    private async Task UntilItAnswersAsync(ApacheKafkaOptions options, string data, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var clients = new KafkaClients(new KafkaSettings(Bootstrap), loggers);
        using var admin = clients.Admin("killswitch-start");
        var started = Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_process.HasExited && _process.ExitCode == CommandNotFound)
                throw new BrokerNotStartedException($"Kafka needs Java 17 or later, and '{options.Java}' is not there. Install a JRE, or set JAVA_HOME.");
            if (_process.HasExited)
                throw new BrokerNotStartedException($"Kafka ended with exit code {_process.ExitCode} while it started:\n{Tail(Path.Combine(data, LogFile))}");
            try
            {
                if (await DedicatedThread.RunAsync(() => admin.GetMetadata(TimeSpan.FromSeconds(1)).Brokers.Count).ConfigureAwait(false) > 0)
                    return;
            }
            catch (KafkaException e) when (e.Error.IsUnreachable())
            {
                if (started.Elapsed > options.StartTimeout)
                    throw new BrokerNotStartedException($"Kafka did not answer at {Bootstrap} within {options.StartTimeout.TotalSeconds:0} s:\n{Tail(Path.Combine(data, LogFile))}");
            }
        }
    }

    private static Process Java(ApacheKafkaOptions options, string libs, string logging, params string[] arguments)
    {
        // Java expands the star itself.
        string[] all = [$"-Xmx{options.HeapInMiB}m", "-XX:+UseSerialGC", $"-Dlog4j.configuration=file:{logging}", "-cp", Path.Combine(libs, "*"), .. arguments];
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-c", EndsWithItsParent, "kafka", options.Java, .. all])
            start.ArgumentList.Add(argument);
        return Process.Start(start) ?? throw new BrokerNotStartedException("/bin/sh did not start.");
    }

    private static string Properties(ApacheKafkaOptions options, string data, int port, int controllerPort)
    {
        var properties = new Dictionary<string, string>
        {
            ["process.roles"] = "broker,controller",
            ["node.id"] = "1",
            ["controller.quorum.voters"] = $"1@127.0.0.1:{controllerPort}",
            ["listeners"] = $"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controllerPort}",
            ["advertised.listeners"] = $"PLAINTEXT://127.0.0.1:{port}",
            ["controller.listener.names"] = "CONTROLLER",
            ["inter.broker.listener.name"] = "PLAINTEXT",
            ["log.dirs"] = Path.Combine(data, "log"),
            // One node keeps one copy of everything.
            ["offsets.topic.replication.factor"] = "1",
            ["offsets.topic.num.partitions"] = "4",
            ["transaction.state.log.replication.factor"] = "1",
            ["transaction.state.log.min.isr"] = "1",
            ["transaction.state.log.num.partitions"] = "4",
            ["group.initial.rebalance.delay.ms"] = "0",
            ["auto.create.topics.enable"] = "false",
        };
        foreach (var (name, value) in options.Properties)
            properties[name] = value;
        return string.Concat(properties.Select(p => $"{p.Key}={p.Value}\n"));
    }

    private static async Task CopyOutputAsync(Process process, string file)
    {
        using var writer = new StreamWriter(file, append: false) { AutoFlush = true };
        var gate = TextWriter.Synchronized(writer);
        await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError)).ConfigureAwait(false);

        async Task CopyAsync(StreamReader from)
        {
            while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
                await gate.WriteLineAsync(line).ConfigureAwait(false);
        }
    }

    private static string Tail(string file) =>
        File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(15)) : "(it said nothing)";

    /// <summary>Both at once, so that they differ.</summary>
    private static (int, int) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
