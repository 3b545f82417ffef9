using System.Text;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Tracing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

using Headers = KillSwitch.Workflows.Contracts.Headers;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Runs a <see cref="Detector"/> over the orders topic. One instance; it reads all partitions itself, outside any
/// consumer group, and has no state of its own: after a start it reads back the orders of the windows still open, the
/// kills it has commanded and the scopes restored since, and goes on as if nothing had happened.
/// </summary>
/// <remarks>
/// Signals and commands are written at least once, with ids that do not depend on when or how often they are computed.
/// A second instance would be superfluous, not harmful: it computes the same.
/// </remarks>
public sealed class DetectorLoop
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly KafkaClients _clients;
    private readonly DetectionSettings _settings;
    private readonly DetectorOptions _options;
    private readonly TimeProvider _clock;
    private readonly SteadyClock _steady;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly KillPolicy _policy;
    private readonly Detector _detector;
    private DetectionWriter? _writer;
    private DetectorStatus _observed;
    private Breach? _lastBreach;
    private string? _lastError;
    private long _malformed;
    private bool _ready;

    /// <param name="kafka">Which Kafka.</param>
    /// <param name="settings">What to look for.</param>
    /// <param name="options">How to read and write.</param>
    /// <param name="clock">Bounds how far an order's own clock is believed.</param>
    /// <param name="loggers">For operators.</param>
    /// <exception cref="ArgumentException">The options are out of range; all problems are listed.</exception>
    public DetectorLoop(
        KafkaSettings kafka,
        DetectionSettings settings,
        DetectorOptions options,
        TimeProvider clock,
        ILoggerFactory? loggers = null
    )
    {
        options.Validate(settings.Window, settings.Lateness);
        _loggers = loggers ?? NullLoggerFactory.Instance;
        _logger = _loggers.CreateLogger<DetectorLoop>();
        _clients = new KafkaClients(kafka, loggers);
        (_settings, _options, _clock, _steady) = (settings, options, clock, new SteadyClock(clock));
        _policy = new KillPolicy(settings.Window);
        _detector = new Detector(settings, _policy);
        _observed = _detector.Status;
    }

    /// <summary>Thread-safe.</summary>
    public DetectorLoopStatus Status => new(
        Volatile.Read(ref _ready),
        Volatile.Read(ref _observed),
        Interlocked.Read(ref _malformed),
        _writer?.Signals ?? 0,
        _writer?.Commands ?? 0,
        _writer?.Retries ?? 0,
        Volatile.Read(ref _lastBreach),
        _writer?.LastError ?? Volatile.Read(ref _lastError));

    /// <summary>Runs until cancelled; once only. Trouble with the broker is waited out, loudly.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writer = _writer = new DetectionWriter(_clients.Settings, _clock, _loggers, _logger);
        var writing = writer.RunAsync(stop.Token);
        var reading = DedicatedThread.RunAsync(() => Read(stop.Token));
        try
        {
            await (await Task.WhenAny(reading, writing).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Read(CancellationToken cancellationToken)
    {
        using var consumer = _clients.Reader("killswitch-detector", IsolationLevel.ReadCommitted);
        var start = new StartOffsets(consumer, _clients.Settings, _logger);
        var since = _clock.GetUtcNow() - _options.Rebuild;
        var commands = start.Partitions(Topics.Commands, cancellationToken);
        var state = start.Partitions(Topics.State, cancellationToken);
        var orders = start.Partitions(Topics.Orders, cancellationToken);

        var history = new PolicyHistory(_policy, _logger);
        var stateNext = ReadToEnd(consumer, history, [
            .. start.Since(commands, since - _settings.Window, cancellationToken),
            .. state.Select(p => new TopicPartitionOffset(p, Offset.Beginning))], cancellationToken);
        history.GoLive();
        _logger.DetectorStarted(orders.Length, Topics.Orders, history.Commands, Topics.Commands);

        consumer.Assign([
            .. start.Since(orders, since, cancellationToken),
            .. state.Select(p => new TopicPartitionOffset(p, stateNext.GetValueOrDefault(p, Offset.Beginning)))]);
        Follow(consumer, history, orders, cancellationToken);
        consumer.Close();
    }

    /// <returns>Where to go on, for each partition that had something.</returns>
    private Dictionary<TopicPartition, Offset> ReadToEnd(
        IConsumer<byte[]?, byte[]?> consumer, PolicyHistory history, List<TopicPartitionOffset> from, CancellationToken cancellationToken)
    {
        var next = new Dictionary<TopicPartition, Offset>();
        var open = from.Select(p => p.TopicPartition).ToHashSet();
        consumer.Assign(from);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Consume(consumer) is not { } record)
                continue;
            next[record.TopicPartition] = record.IsPartitionEOF ? record.Offset : record.Offset + 1;
            if (record.IsPartitionEOF)
                open.Remove(record.TopicPartition);
            else
                history.Apply(record);
        }
        consumer.Unassign();
        return next;
    }

    private void Follow(
        IConsumer<byte[]?, byte[]?> consumer,
        PolicyHistory history,
        TopicPartition[] orders,
        CancellationToken cancellationToken
    )
    {
        var merge = new PartitionMerge<ConsumeResult<byte[]?, byte[]?>>(orders.Length);
        var paused = new bool[orders.Length];
        var catchingUp = orders.Select(o => o.Partition.Value).ToHashSet();
        var lastProgress = _clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            var record = Consume(consumer);
            if (record is not null && record.Topic == Topics.Orders)
            {
                var partition = record.Partition.Value;
                var isLast = record.IsPartitionEOF || IsLast(consumer, record);
                if (isLast)
                    catchingUp.Remove(partition);
                if (record.IsPartitionEOF)
                    merge.AtEnd(partition);
                else
                    merge.Add(partition, record.Message.Timestamp.UnixTimestampMs, record, isLast);
                if (!paused[partition] && merge.BufferedOf(partition) >= _options.MergeBuffer)
                    Hold(consumer, orders[partition], paused, true);
            }
            else if (record is { IsPartitionEOF: false })
            {
                history.Apply(record);
            }

            while (merge.TryTake(out var from, out var order))
            {
                Observe(order, cancellationToken);
                lastProgress = _clock.GetTimestamp();
                if (paused[from] && merge.BufferedOf(from) < _options.MergeBuffer / 2)
                    Hold(consumer, orders[from], paused, false);
            }
            if (!merge.IsHeldUp)
                lastProgress = _clock.GetTimestamp();
            else if (_clock.GetElapsedTime(lastProgress) > _options.MergeWait)
                _logger.PartitionsSilent(merge.GiveUpWaiting(), Topics.Orders);

            Snapshot(catchingUp.Count == 0 && merge.Buffered == 0);
        }
    }

    private void Observe(ConsumeResult<byte[]?, byte[]?> record, CancellationToken cancellationToken)
    {
        if (!OrderParser.TryParse(record.Message.Value, out var order, out _))
        {
            Interlocked.Increment(ref _malformed);
            return;
        }
        // A record's timestamp is its producer's word, so it is believed no further than our own clock.
        var now = _steady.Now().ToUnixTimeMilliseconds();
        var written = record.Message.Timestamp.UnixTimestampMs;
        foreach (var detected in _detector.Observe(order, Math.Min(written, now), TraceOf(record)))
        {
            if (detected.Command is { } command)
            {
                _logger.BreachCommanded(command.Reason, command.CmdId, order.OrderId);
                Volatile.Write(ref _lastBreach, new Breach(command.CmdId, written, now));
            }
            var enqueued = _writer!.WriteAsync(detected, cancellationToken);
            if (!enqueued.IsCompletedSuccessfully)
                enqueued.GetAwaiter().GetResult();
        }
    }

    private void Snapshot(bool caughtUp)
    {
        var observed = _detector.Status;
        if (observed == _observed && (_ready || !caughtUp))
            return;
        if (observed.Unmeasured > 0 && _observed.Unmeasured == 0)
            _logger.OrdersUnmeasured(observed.Unmeasured);
        if (observed.TooLate > 0 && _observed.TooLate == 0)
            _logger.OrdersTooLate(observed.TooLate);
        Volatile.Write(ref _observed, observed);
        if (!caughtUp || _ready)
            return;
        _logger.DetectorCaughtUp(observed.Orders, observed.WatermarkTs);
        Volatile.Write(ref _ready, true);
    }

    private ConsumeResult<byte[]?, byte[]?>? Consume(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            return consumer.Consume(Poll);
        }
        catch (ConsumeException e) when (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            var partition = e.ConsumerRecord.TopicPartition;
            var low = consumer.QueryWatermarkOffsets(partition, _clients.Settings.AnswerTimeout).Low;
            _logger.OrdersDeleted(partition.Partition.Value, low.Value);
            consumer.Seek(new TopicPartitionOffset(partition, low));
            return null;
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            Trouble(e.Error);
            return null;
        }
    }

    private static bool IsLast(IConsumer<byte[]?, byte[]?> consumer, ConsumeResult<byte[]?, byte[]?> record)
    {
        var high = consumer.GetWatermarkOffsets(record.TopicPartition).High;
        return !high.IsSpecial && record.Offset + 1 >= high;
    }

    private static void Hold(IConsumer<byte[]?, byte[]?> consumer, TopicPartition partition, bool[] paused, bool hold)
    {
        if (hold)
            consumer.Pause([partition]);
        else
            consumer.Resume([partition]);
        paused[partition.Partition.Value] = hold;
    }

    private static string? TraceOf(ConsumeResult<byte[]?, byte[]?> record) =>
        record.Message.Headers is { } headers
        && headers.TryGetLastBytes(Headers.TraceParent, out var bytes)
        && bytes is { Length: <= TraceContext.MaxLength }
            ? TraceContext.Checked(Encoding.UTF8.GetString(bytes))
            : null;

    private void Trouble(Error error)
    {
        Volatile.Write(ref _lastError, error.Reason);
        _logger.KafkaTrouble(error.Reason);
    }
}
