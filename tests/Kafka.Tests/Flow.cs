using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Publishing;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

using Names = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Tests;

/// <summary>What a test does to the topics around a router: sends orders, publishes state, reads what came out.</summary>
internal sealed class Flow : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    private readonly KafkaSettings _settings;
    private readonly IProducer<byte[]?, byte[]?> _orders;
    private readonly StatePublisher _state;
    private readonly TopicReader _reader;
    private long _version;
    private int _sent;

    public Flow(KafkaSettings settings)
    {
        _settings = settings;
        _orders = new KafkaClients(settings, null).Producer("test-orders", TimeSpan.FromSeconds(20));
        _state = new StatePublisher(settings);
        _reader = new TopicReader(settings);
    }

    public static byte[] Order(string id, string account) =>
        Encoding.UTF8.GetBytes(
            $$"""{"order_id":"{{id}}","ts":1767366002001,"account_id":"{{account}}","symbol":"AAPL","side":"BUY","qty":100,"price":187.25,"strategy":"ALGO_X"}"""
        );

    /// <summary>Sends orders of one account and returns when they are acknowledged.</summary>
    public Task SendAsync(int count, string account = "12345", int? partition = null) =>
        SendRawAsync(Enumerable.Range(0, count).Select(_ => Order($"o-{Interlocked.Increment(ref _sent)}", account)), account, partition);

    /// <summary>So many orders to each of the three partitions.</summary>
    public Task SendEverywhereAsync(int count, string account = "12345") =>
        Task.WhenAll(Enumerable.Range(0, 3).Select(p => SendAsync(count, account, p)));

    /// <summary>In one request, so that a router that waits for a little while has them in one batch.</summary>
    public async Task SendInOneGoAsync(int partition, params byte[]?[] values)
    {
        using var producer = new KafkaClients(_settings, null).Producer("test-batch", TimeSpan.FromSeconds(20), c => c.LingerMs = 200);
        await Task.WhenAll(
            values.Select(v =>
                producer.ProduceAsync(
                    new TopicPartition(Topics.Orders, partition),
                    new Message<byte[]?, byte[]?> { Key = "12345"u8.ToArray(), Value = v }
                )
            )
        );
    }

    /// <summary>As <see cref="PublishAsync"/>, whatever is to be published.</summary>
    public Task PublishRawStateAsync(string key, string? value) => PublishRawAsync(Topics.State, key, value);

    public Task PublishLimitAsync(string key, string? value) => PublishRawAsync(Topics.Limits, key, value);

    public async Task PublishPriceAsync(string symbol, decimal price)
    {
        using var prices = new PricePublisher(_settings);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await prices.PublishAsync([new PriceState(symbol, price, now)], CancellationToken.None);
    }

    private async Task PublishRawAsync(string topic, string key, string? value)
    {
        await _orders.ProduceAsync(
            topic,
            new Message<byte[]?, byte[]?>
            {
                Key = Encoding.UTF8.GetBytes(key),
                Value = value is null ? null : Encoding.UTF8.GetBytes(value),
            }
        );
        UntilNextMillisecond();
    }

    public async Task SendRawAsync(
        IEnumerable<byte[]?> values,
        string key = "12345",
        int? partition = null,
        Confluent.Kafka.Headers? headers = null,
        DateTimeOffset? dated = null
    )
    {
        var to = new TopicPartition(Topics.Orders, partition is { } p ? new Partition(p) : Partition.Any);
        await Task.WhenAll(
            values.Select(v =>
                _orders.ProduceAsync(
                    to,
                    new Message<byte[]?, byte[]?>
                    {
                        Key = Encoding.UTF8.GetBytes(key),
                        Value = v,
                        Headers = headers,
                        Timestamp = dated is { } date ? new Timestamp(date) : Timestamp.Default,
                    }
                )
            )
        );
    }

    /// <summary>Publishes a state. Returns in a later millisecond, so that what is sent then was sent after an ACTIVE.</summary>
    public async Task<PublishedAt> PublishAsync(Scope scope, KillStatus status, string cmdId = "cmd-1")
    {
        var at = await _state.PublishAsync(new KillState
        {
            Scope = scope,
            Status = status,
            Version = ++_version,
            IncidentId = "inc-" + cmdId,
            Causes = [cmdId],
            UpdatedTs = 1,
            UpdatedBy = "detector",
            Reason = "too fast",
            LastCmdId = cmdId,
            CorrId = "corr-" + cmdId,
        }, null, CancellationToken.None);
        UntilNextMillisecond();
        return at;
    }

    public Task<TopicContents> ReadAsync(string topic) => _reader.ReadAllAsync(topic, readCommitted: true, CancellationToken.None);

    public async Task<IReadOnlyList<DecisionAudit>> AuditsAsync() =>
        [.. (await ReadAsync(Topics.Audit)).Records.Where(r => r.Header(Names.SourceOffset) is not null)
            .Select(r => JsonSerializer.Deserialize(r.Value, ContractsJson.Default.DecisionAudit)!)];

    /// <summary>Waits until so many decisions are audited.</summary>
    public async Task<IReadOnlyList<DecisionAudit>> UntilAuditedAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var audits = new List<DecisionAudit>();
        try
        {
            await foreach (var record in new TopicTail(_settings).FollowAsync(Topics.Audit, TailStart.Beginning, deadline.Token))
            {
                if (record.Header(Names.SourceOffset) is not null)
                    audits.Add(JsonSerializer.Deserialize(record.Value, ContractsJson.Default.DecisionAudit)!);
                if (audits.Count >= count)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{audits.Count} of {count} orders were decided within {Deadline.TotalSeconds} s");
        }
        return audits;
    }

    /// <summary>Every order has one decision, what was allowed is out once and unchanged and in order, what is no order is kept.</summary>
    public async Task<IReadOnlyList<DecisionAudit>> RequireExactlyOnceAsync()
    {
        var orders = (await ReadAsync(Topics.Orders)).Records.ToDictionary(r => (r.Partition, r.Offset));
        var audits = await AuditsAsync();
        Assert.Equal(orders.Keys.Order(), audits.Select(a => (a.SourcePartition, a.SourceOffset)).Order());
        await RequireCopiesAsync(Topics.GatedOrders, orders, audits.Where(a => a.Decision == Decision.Allow));
        await RequireCopiesAsync(Topics.RejectedOrders, orders, audits.Where(a => a.Decision == Decision.Reject));
        return audits;
    }

    public void Dispose()
    {
        _orders.Dispose();
        _state.Dispose();
    }

    private async Task RequireCopiesAsync(string topic, Dictionary<(int, long), TopicRecord> orders, IEnumerable<DecisionAudit> audits)
    {
        foreach (var partition in (await ReadAsync(topic)).Partitions)
        {
            var sources = partition
                .Records.Select(r => (Partition: Number(r, Names.SourcePartition), Offset: Number(r, Names.SourceOffset)))
                .ToList();
            Assert.Equal(
                audits.Where(a => a.SourcePartition == partition.Partition).Select(a => ((long)a.SourcePartition, a.SourceOffset)).Order(),
                sources
            );
            foreach (var copy in partition.Records)
                Assert.Equal(orders[(partition.Partition, Number(copy, Names.SourceOffset))].Value, copy.Value);
            if (topic == Topics.GatedOrders)
                Assert.All(partition.Records, copy =>
                    Assert.Equal(orders[(partition.Partition, Number(copy, Names.SourceOffset))].Key, copy.Key)
                );
        }
    }

    private static void UntilNextMillisecond()
    {
        var now = NowInMs();
        SpinWait.SpinUntil(() => NowInMs() > now);
    }

    private static long NowInMs() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Number(TopicRecord record, string header) => long.Parse(record.Header(header)!, CultureInfo.InvariantCulture);
}
