using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Brokers;
using KillSwitch.Kafka;
using KillSwitch.Kafka.Admin;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>What the SQL makes of the play: a real Spark, streaming from and to an Apache Kafka of its own.</summary>
internal sealed class SparkRun : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>How often to look whether it has told what it must have read.</summary>
    private const int Looks = 40;

    /// <summary>Into how many transactions an act is cut; Spark may take one or several in a micro-batch.</summary>
    private const int TransactionsPerAct = 3;

    /// <summary>The correlation of the command that no detector gave.</summary>
    private const string Forged = "forged";

    private readonly string _data;
    private readonly CancellationTokenSource _deadline = new(Deadline);
    private readonly ApacheKafka _kafka;
    private readonly RunningSpark _spark;
    private readonly IProducer<byte[], byte[]?> _producer;

    private SparkRun(string data, ApacheKafka kafka)
    {
        _data = data;
        _kafka = kafka;
        _spark = RunningSpark.Start(kafka.Bootstrap, Path.Combine(data, "spark"));
        _producer = new ProducerBuilder<byte[], byte[]?>(new ProducerConfig
        {
            BootstrapServers = kafka.Bootstrap,
            TransactionalId = "parity",
            Partitioner = Partitioner.Murmur2Random,
            LingerMs = 5,
        }).Build();
    }

    public IReadOnlyList<RiskSignal> Signals { get; private set; } = [];

    public IReadOnlyList<Command> Commands { get; private set; } = [];

    /// <summary>The trace that stands beside each signal, by the signal's id.</summary>
    public IReadOnlyDictionary<string, string?> SignalTraces { get; private set; } = new Dictionary<string, string?>();

    /// <summary>The trace that stands beside each command, by the command's id.</summary>
    public IReadOnlyDictionary<string, string?> CommandTraces { get; private set; } = new Dictionary<string, string?>();

    /// <summary>What was kept of records that are no orders: refusal code and bytes.</summary>
    public IReadOnlyList<(int Code, byte[] Value)> Malformed { get; private set; } = [];

    /// <summary>What the specification finds in the same records: signal id, order and value.</summary>
    public IReadOnlyList<(string SignalId, string OrderId, decimal Value)> Specified { get; private set; } = [];

    /// <summary>Where the orders end, by partition.</summary>
    public IReadOnlyList<long> OrdersEnd { get; private set; } = [];

    /// <summary>How far the detection says to Kafka that it has read them, by partition.</summary>
    public IReadOnlyList<long> OrdersRead { get; private set; } = [];

    private KafkaSettings Settings => new(_kafka.Bootstrap);

    public static async Task<SparkRun> OfAsync(Play play, int malformed)
    {
        var data = Path.Combine(Path.GetTempPath(), "killswitch-spark-" + Guid.NewGuid().ToString("N"));
        var kafka = await ApacheKafka.StartAsync(
            new ApacheKafkaOptions(SparkFactAttribute.KafkaHome!, Path.Combine(data, "kafka")),
            null,
            CancellationToken.None
        );
        // The play's times are of an hour ago, so they are its own.
        var topics = Topics.All.Select(t => t with { TimedByBroker = false }).ToList();
        await new TopicAdmin(new KafkaSettings(kafka.Bootstrap)).EnsureAsync(topics, 3, CancellationToken.None);
        var run = new SparkRun(data, kafka);
        try
        {
            await run.PlayAsync(play, malformed);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _producer.Dispose();
        await _spark.DisposeAsync();
        await _kafka.DisposeAsync();
        _deadline.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task PlayAsync(Play play, int malformed)
    {
        await _spark.UntilRunningAsync(_deadline.Token);
        foreach (var (key, value) in play.Prices)
            await ProduceAsync(Topics.Prices, key, value, play.Epoch.ToUnixTimeMilliseconds());
        await RestoreAsync(play.RestoredOnce.Scope, play.RestoredOnce.At);
        await MisleadAsync(play.Epoch);
        _producer.InitTransactions(TimeSpan.FromSeconds(30));
        foreach (var act in play.Acts)
        {
            foreach (var (scope, at) in act.Restored)
                await RestoreAsync(scope, (play.Epoch + at).ToUnixTimeMilliseconds());
            // Never committed: an order that was never sent must not kill anybody.
            Send(
                [
                    act.Markers[0] with
                    {
                        Key = "aborted",
                        Value = Encoding.UTF8.GetBytes(
                            Encoding.UTF8.GetString(act.Markers[0].Value!).Replace("marker", "aborted", StringComparison.Ordinal)
                        ),
                    },
                ],
                commit: false
            );
            foreach (var part in act.Records.Chunk((act.Records.Count / TransactionsPerAct) + 1))
                Send(part, commit: true);
            foreach (var marker in act.Markers)
            {
                Send([marker], commit: true);
                await UntilSignalledAsync(marker.Key);
            }
        }
        var signals = await ReadAsync(Topics.RiskSignals, r =>
            (Signal: r.As(ContractsJson.Default.RiskSignal)!, Trace: r.Header(Workflows.Contracts.Headers.TraceParent))
        );
        var commands = (
            await ReadAsync(Topics.Commands, r =>
                (Command: r.As(ContractsJson.Default.Command)!, Trace: r.Header(Workflows.Contracts.Headers.TraceParent))
            )
        )
            .Where(c => c.Command.CorrId != Forged)
            .ToList();
        (Signals, SignalTraces) = ([.. signals.Select(s => s.Signal)], signals.ToDictionary(s => s.Signal.SignalId, s => s.Trace));
        (Commands, CommandTraces) = ([.. commands.Select(c => c.Command)], commands.ToDictionary(c => c.Command.CmdId, c => c.Trace));
        OrdersEnd = await new TopicReader(Settings).EndsAsync(Topics.Orders);
        // It tells after a micro-batch, so it may be late.
        for (var looks = 0; looks < Looks && !(OrdersRead = await ToldAsync()).SequenceEqual(OrdersEnd); looks++)
            await PauseAsync();
        while ((Malformed = ReadMalformed()).Count < malformed)
            await PauseAsync();
        Specified = [.. (await RunningSpark.SpecifyAsync(_kafka.Bootstrap, Path.Combine(_data, "spark"))).Select(Crossing)];
    }

    private async Task<IReadOnlyList<long>> ToldAsync()
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _kafka.Bootstrap }).Build();
        var groups = await admin.ListConsumerGroupOffsetsAsync([new ConsumerGroupTopicPartitions("killswitch-detection", null)]);
        return
        [
            .. groups[0].Partitions.Where(p => p.Topic == Topics.Orders).OrderBy(p => p.Partition.Value).Select(p => p.Offset.Value),
        ];
    }

    private static (string SignalId, string OrderId, decimal Value) Crossing(string line)
    {
        using var json = JsonDocument.Parse(line);
        var crossing = json.RootElement;
        return (
            DetectionIds.Signal(
                Workflows.Scopes.Scope.Parse(crossing.GetProperty("scope").GetString()!),
                crossing.GetProperty("metric").GetString()!,
                crossing.GetProperty("window_start").GetInt64(),
                new CountingEpoch(crossing.GetProperty("epoch").GetInt64())
            ),
            crossing.GetProperty("order_id").GetString()!,
            crossing.GetProperty("value").GetDecimal()
        );
    }

    /// <summary>
    /// What must not make Spark keep quiet: a command by somebody else, under the name that a detector would give to a breach of tomorrow.
    /// </summary>
    private async Task MisleadAsync(DateTimeOffset epoch)
    {
        var (scope, at) = (Workflows.Scopes.Scope.Account("border-A"), epoch.ToUnixTimeMilliseconds());
        var name = DetectionIds.Command(scope, RuleNames.OrderRate, epoch.AddDays(1).ToUnixTimeMilliseconds());
        using var commands = new CommandLog(Settings);
        await commands.AppendAsync(
            new Command(name, at, scope, CommandAction.Kill, "forged", Command.DetectorActor, Forged),
            attestation: null,
            traceParent: null,
            CancellationToken.None
        );
    }

    private void Send(IReadOnlyList<ArrivingRecord> records, bool commit)
    {
        _producer.BeginTransaction();
        foreach (var record in records)
        {
            _producer.Produce(Topics.Orders, new Message<byte[], byte[]?>
            {
                Key = Encoding.UTF8.GetBytes(record.Key),
                Value = record.Value,
                Timestamp = new Timestamp(record.Ts, TimestampType.CreateTime),
                Headers = SentTrace.HeadersOf(record.Value),
            });
        }
        _producer.Flush();
        if (commit)
            _producer.CommitTransaction();
        else
            _producer.AbortTransaction();
    }

    /// <summary>At the time of the play: what came after it is counted afresh.</summary>
    private async Task RestoreAsync(Workflows.Scopes.Scope scope, long at)
    {
        var active = new KillState
        {
            Scope = scope,
            Status = KillStatus.Active,
            Version = at,
            IncidentId = "inc-1",
            Causes = ["cmd-1"],
            UpdatedTs = at,
            UpdatedBy = "user:bob",
            Reason = "well again",
            LastCmdId = "cmd-2",
            CorrId = "corr-1",
        };
        var value = JsonSerializer.SerializeToUtf8Bytes(active, ContractsJson.Default.KillState);
        await ProduceAsync(Topics.State, scope.ToString(), value, at);
    }

    private async Task ProduceAsync(string topic, string key, byte[]? value, long at)
    {
        using var producer = new ProducerBuilder<string, byte[]?>(
            new ProducerConfig { BootstrapServers = _kafka.Bootstrap, EnableIdempotence = true }
        ).Build();
        var message = new Message<string, byte[]?> { Key = key, Value = value, Timestamp = new Timestamp(at, TimestampType.CreateTime) };
        await producer.ProduceAsync(topic, message, _deadline.Token);
    }

    private async Task UntilSignalledAsync(string account)
    {
        while ((await ReadAsync(Topics.RiskSignals, r => r.As(ContractsJson.Default.RiskSignal)!)).All(s => s.Scope.Value != account))
            await PauseAsync();
    }

    private async Task PauseAsync()
    {
        await _spark.AssertAliveAsync();
        await Task.Delay(Poll, TimeProvider.System, _deadline.Token);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string topic, Func<TopicRecord, T> read) =>
        [.. (await new TopicReader(Settings).ReadAllAsync(topic, readCommitted: true, _deadline.Token)).Records.Select(read)];

    private List<(int Code, byte[] Value)> ReadMalformed()
    {
        var directory = Path.Combine(_data, "spark", "output", "malformed");
        if (!Directory.Exists(directory))
            return [];
        var found = new List<(int, byte[])>();
        foreach (var line in Directory.GetFiles(directory, "part-*.json").SelectMany(File.ReadAllLines))
        {
            using var json = JsonDocument.Parse(line);
            var value = json.RootElement.TryGetProperty("value_base64", out var base64)
                ? Convert.FromBase64String(base64.GetString()!)
                : [];
            found.Add((json.RootElement.GetProperty("refusal_code").GetInt32(), value));
        }
        return found;
    }
}
