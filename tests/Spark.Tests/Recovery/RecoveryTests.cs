using System.Diagnostics;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Reading;
using KillSwitch.Local.Stack.Spark;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Spark.Tests.Recovery;

/// <summary>What fails under the detection makes it late, never incomplete: every breach has its command afterwards, and one.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("killswitch-test-").FullName;
    private readonly CancellationTokenSource _deadline = new(Deadline);
    private readonly List<SparkJob> _jobs = [];
    private readonly HashSet<string> _mad = [];
    private ApacheKafka? _kafka;

    private KafkaSettings Settings => new(_kafka!.Bootstrap);

    public async Task InitializeAsync()
    {
        if (new SparkFactAttribute().Skip is not null)
            return;
        await StartBrokerAsync();
        await new TopicAdmin(Settings).EnsureAsync(Topics.All, 3, _deadline.Token);
    }

    public async Task DisposeAsync()
    {
        foreach (var job in _jobs)
            await job.DisposeAsync();
        if (_kafka is not null)
            await _kafka.DisposeAsync();
        _deadline.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SparkFact]
    public async Task Detection_KilledAndThenWithoutItsBroker_CommandsEveryBreachOnce()
    {
        var first = await StartJobAsync();
        Send(Enumerable.Range(0, 200).Select(i => $"midst-{i}"));
        await UntilCommandedAsync(1);

        Process.GetProcessById(first.Id).Kill();
        await first.Ended.WaitAsync(_deadline.Token);
        ForgetLatestCommit();
        Send(["while-it-is-down"]);
        var second = await StartJobAsync();
        await UntilCommandedAsync(_mad.Count);

        await _kafka!.DisposeAsync();
        await StartBrokerAsync();
        Send(["after-the-broker"]);
        await UntilCommandedAsync(_mad.Count);

        Assert.False(second.Ended.IsCompleted, second.Tail());
        var kills = await CommandsAsync();
        Assert.Equal(_mad.Order(), kills.Select(k => k.Scope.Value).Order());
    }

    [SparkFact]
    public async Task Detection_OnAnotherBuildsCheckpoint_SaysWhatToDoAndNotThatItRuns()
    {
        var checkpoint = Directory.CreateDirectory(Path.Combine(_folder, "spark", "checkpoints", "detection"));
        Directory.CreateDirectory(NotesOf("offsets"));
        await File.WriteAllTextAsync(Path.Combine(checkpoint.FullName, "metadata"), """{"id":"5b3c7a9e-6a64-4cf2-9d52-fd0a6f0f5c1d"}""");
        // Of a build that read the orders alone.
        await File.WriteAllTextAsync(
            Path.Combine(NotesOf("offsets"), "0"),
            """
            v1
            {"batchWatermarkMs":0,"batchTimestampMs":0,"conf":{}}
            {"orders.v1":{"0":0,"1":0,"2":0}}
            """
        );

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => StartJobAsync());

        Assert.True(refused.Message.Contains("The checkpoint may be another build's.", StringComparison.Ordinal), refused.Message);
        Assert.DoesNotContain("detection is running", await File.ReadAllTextAsync(_jobs[^1].Log), StringComparison.Ordinal);
    }

    [SparkFact]
    public async Task Detection_ItsExecutorKilled_CommandsEveryBreachOnce()
    {
        // An executor in a process of its own, as on a cluster. Spark keeps its files under SPARK_HOME.
        var home = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(home, "jars"), Path.Combine(SparkFactAttribute.SparkHome!, "jars"));
        var job = await StartJobAsync(
            new Dictionary<string, string?>
            {
                ["SPARK_HOME"] = home,
                ["SPARK_SCALA_VERSION"] = "2.12",
                ["KILLSWITCH_SPARK_MASTER"] = "local-cluster[1,2,1024]",
            }
        );
        Send(Enumerable.Range(0, 100).Select(i => $"midst-{i}"));
        await UntilCommandedAsync(1);

        Process.GetProcessById(ChildProcesses.Of(job.Id).Single()).Kill();
        await UntilCommandedAsync(_mad.Count);

        // What it had written when it was killed, whoever takes its task over writes once more: the same command, which is one kill.
        var kills = (await CommandsAsync()).DistinctBy(k => k.CmdId);
        Assert.Equal(_mad.Order(), kills.Select(k => k.Scope.Value).Order());
    }

    private async Task StartBrokerAsync() =>
        _kafka = await ApacheKafka.StartAsync(
            new ApacheKafkaOptions(SparkFactAttribute.KafkaHome!, Path.Combine(_folder, "kafka")),
            null,
            _deadline.Token
        );

    /// <summary>On the checkpoints of the one before.</summary>
    private async Task<SparkJob> StartJobAsync(IReadOnlyDictionary<string, string?>? environment = null)
    {
        var job = await SparkJob.StartAsync(
            _kafka!.Bootstrap,
            Path.Combine(_folder, "spark"),
            ["--set", "starting_offsets=earliest", "--set", "max_orders_per_batch=20"],
            environment: environment,
            cancellationToken: _deadline.Token
        );
        _jobs.Add(job);
        await job.UntilItRunsAsync(TimeProvider.System, _deadline.Token);
        return job;
    }

    /// <summary>As if it had been killed between what it wrote and its note that it has: that micro-batch comes again.</summary>
    private void ForgetLatestCommit()
    {
        var latest = Notes("commits").Max();
        Forget("commits", latest);
        foreach (var begun in Notes("offsets").Where(id => id > latest))
            Forget("offsets", begun);
    }

    private IReadOnlyList<int> Notes(string kind) =>
        [.. Directory.GetFiles(NotesOf(kind)).Select(Path.GetFileName).Where(f => char.IsDigit(f![0])).Select(int.Parse!)];

    private void Forget(string kind, int id)
    {
        File.Delete(Path.Combine(NotesOf(kind), $"{id}"));
        File.Delete(Path.Combine(NotesOf(kind), $".{id}.crc"));
    }

    private string NotesOf(string kind) => Path.Combine(_folder, "spark", "checkpoints", "detection", kind);

    /// <summary>Of each account one order, which crosses a limit by itself.</summary>
    private void Send(IEnumerable<string> accounts)
    {
        using var producer = new ProducerBuilder<string, byte[]>(
            new ProducerConfig { BootstrapServers = _kafka!.Bootstrap, EnableIdempotence = true }
        ).Build();
        foreach (var account in accounts)
        {
            _mad.Add(account);
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var order = new Order($"o-{account}", now, account, "AAPL", Side.Buy, 10_000, 150m, "desk", null, null);
            var value = JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order);
            producer.Produce(Topics.Orders, new Message<string, byte[]> { Key = account, Value = value });
        }
        producer.Flush(_deadline.Token);
    }

    private async Task UntilCommandedAsync(int scopes)
    {
        while ((await CommandsAsync()).DistinctBy(c => c.Scope).Count() < scopes)
        {
            if (_jobs[^1].Ended.IsCompleted)
                Assert.Fail($"Spark ended:\n{_jobs[^1].Tail()}");
            await Task.Delay(Poll, TimeProvider.System, _deadline.Token);
        }
    }

    private async Task<IReadOnlyList<Command>> CommandsAsync() =>
    [
        .. (await new TopicReader(Settings).ReadAllAsync(Topics.Commands, readCommitted: true, _deadline.Token))
            .Records.Select(r => r.As(ContractsJson.Default.Command)!),
    ];
}
