using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;

using Headers = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>
/// A venue: reads the gated orders as they become readable, committed ones only, and measures how long each was on its way since it was due
/// to be sent. Keeps counts, not orders.
/// </summary>
internal sealed class GatedReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly ConsumeResult<byte[]?, byte[]?>?[] _last;
    private readonly Task _running;
    private long _seen;

    private GatedReader(IConsumer<byte[]?, byte[]?> consumer, int partitions)
    {
        _consumer = consumer;
        _last = new ConsumeResult<byte[]?, byte[]?>?[partitions];
        _running = DedicatedThread.RunAsync(Run);
    }

    /// <summary>Since it was last taken.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Orders read so far. Thread-safe.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Begins with what is gated after this.</summary>
    public static GatedReader Start(KafkaClients clients)
    {
        var consumer = clients.Reader("bench-gated", IsolationLevel.ReadCommitted);
        var partitions = Positions.Of(Topics.GatedOrders, Positions.PartitionCount(consumer, clients.Settings, Topics.GatedOrders));
        var ends = Positions.Ends(consumer, partitions, clients.Settings.AnswerTimeout);
        consumer.Assign(partitions.Select((p, i) => new TopicPartitionOffset(p, ends[i])));
        return new GatedReader(consumer, partitions.Length);
    }

    /// <summary>
    /// The offset in its orders partition of the last gated order read, by partition; null where there was none. Thread-safe.
    /// </summary>
    public IReadOnlyList<long?> LastSources() =>
        [
            .. _last.Select(
                (_, p) =>
                    Volatile.Read(ref _last[p]) is { } last
                    && long.TryParse(TopicRecord.Of(last).Header(Headers.SourceOffset), CultureInfo.InvariantCulture, out var offset)
                        ? offset
                        : (long?)null
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _consumer.Close();
        _consumer.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            if (_consumer.Consume(100) is not { IsPartitionEOF: false } result)
                continue;
            Interlocked.Increment(ref _seen);
            Volatile.Write(ref _last[result.Partition.Value], result);
            if (OrderStamp.OfOrder(result.Message.Value) is { } stamp)
                Latencies.Record(Stopwatch.GetElapsedTime(stamp.DueAt));
        }
    }
}
