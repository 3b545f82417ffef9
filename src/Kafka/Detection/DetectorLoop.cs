using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Orders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Kafka.Detection;

/// <summary>
/// Runs a <see cref="Detector"/> over the orders topic. One instance; it reads all partitions itself, outside any
/// consumer group, and has no state of its own: after a start it reads back the orders of the windows still open, the
/// kills it has commanded and the scopes that were restored, and goes on as if nothing had happened.
/// </summary>
/// <remarks>
/// Signals and commands are written at least once, with ids that do not depend on when or how often they are computed.
/// A second instance would be superfluous, not harmful: it computes the same.
/// </remarks>
public sealed class DetectorLoop
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NearestEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long after somebody has asked they go on being looked for.</summary>
    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(10);

    private const int MostNear = 20;

    private readonly KafkaClients _clients;
    private readonly DetectionSettings _settings;
    private readonly DetectorOptions _options;
    private readonly TimeProvider _clock;
    private readonly SteadyClock _steady;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly Measuring _measuring;
    private readonly Alarms _alarms;

    /// <summary>What cannot be read of them is told of by routers.</summary>
    private readonly ReferencePrices _prices = new(_ => { });
    private Arrivals? _arrivals, _stateArrivals;
    private DetectionWriter? _writer;
    private DetectorStatus _observed;
    private Breach? _lastBreach;
    private string? _lastError;
    private NearLimits? _nearest;
    private long _malformed, _missing, _alarmedAt, _nearestAskedAt, _nearestAt;
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
        _measuring = new Measuring(settings, options, clock);
        _alarms = new Alarms(clock, _logger);
        _observed = _measuring.Status;
    }

    /// <summary>Thread-safe.</summary>
    public DetectorLoopStatus Status => new(
        Volatile.Read(ref _ready),
        Volatile.Read(ref _observed),
        Interlocked.Read(ref _malformed),
        _arrivals?.Wrong ?? 0,
        Interlocked.Read(ref _missing),
        _alarms.MeasuredNowhere,
        _writer?.Signals ?? 0,
        _writer?.Commands ?? 0,
        _writer?.Retries ?? 0,
        Volatile.Read(ref _lastBreach),
        _writer?.LastError ?? Volatile.Read(ref _lastError));

    /// <summary>
    /// The scopes that are nearest to their limits, at most a second old while somebody asks again and again; null before the first order,
    /// and at the first time of asking. Thread-safe.
    /// </summary>
    public NearLimits? Nearest
    {
        get
        {
            Volatile.Write(ref _nearestAskedAt, _clock.GetTimestamp());
            return Volatile.Read(ref _nearest);
        }
    }

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
        var since = _clock.GetUtcNow() - _options.RebuildOf(_settings.Window, _settings.Lateness);
        var commands = start.Partitions(Topics.Commands, cancellationToken);
        var state = start.Partitions(Topics.State, cancellationToken);
        var orders = start.Partitions(Topics.Orders, cancellationToken);
        var prices = start.Partitions(Topics.Prices, cancellationToken);

        _arrivals = new Arrivals(orders.Length, _settings.ClockAhead, _settings.Lateness, since.ToUnixTimeMilliseconds());
        // By the same measure as the orders', or else a broker's wrong clock would count what was sent under a kill after it.
        _stateArrivals = new Arrivals(state.Length, _settings.ClockAhead, _settings.Lateness, since.ToUnixTimeMilliseconds());
        var history = new PolicyHistory(_measuring, _logger);
        var next = ReadToEnd(consumer, history, [
            .. start.Since(commands, since - _settings.Window, cancellationToken),
            .. state.Concat(prices).Select(p => new TopicPartitionOffset(p, Offset.Beginning))], cancellationToken);
        _logger.DetectorStarted(orders.Length, Topics.Orders, history.Commands, Topics.Commands);

        consumer.Assign([
            .. start.Since(orders, since, cancellationToken),
            .. state.Concat(prices).Select(p => new TopicPartitionOffset(p, next.GetValueOrDefault(p, Offset.Beginning)))]);
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
            Learn(history, record);
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
        var merge = new PartitionMerge<ArrivedRecord>(orders.Length);
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
                {
                    merge.AtEnd(partition);
                    _arrivals!.AtEnd(partition, Now());
                }
                else
                {
                    var arrived = _arrivals!.Of(partition, record.Message.Timestamp.UnixTimestampMs, Now());
                    merge.Add(partition, arrived, new ArrivedRecord(record, arrived), isLast);
                }
                if (!paused[partition] && merge.BufferedOf(partition) >= _options.MergeBuffer)
                    Hold(consumer, orders[partition], paused, true);
            }
            else if (record is not null)
            {
                Write(Learn(history, record), null, cancellationToken);
            }

            while (merge.TryTake(out var from, out var order))
            {
                Measure(_measuring.Add(order), cancellationToken);
                lastProgress = _clock.GetTimestamp();
                if (paused[from] && merge.BufferedOf(from) < _options.MergeBuffer / 2)
                    Hold(consumer, orders[from], paused, false);
            }
            if (!merge.IsHeldUp)
                lastProgress = _clock.GetTimestamp();
            else if (_clock.GetElapsedTime(lastProgress) > _options.MergeWait)
                _logger.PartitionsSilent(merge.GiveUpWaiting(), Topics.Orders);

            var caughtUp = catchingUp.Count == 0 && merge.Buffered == 0;
            if (caughtUp && _measuring.IsWaiting)
                GiveUp(cancellationToken);
            Snapshot(caughtUp && !_measuring.IsWaiting);
        }
    }

    /// <summary>Takes note of a command, a state or a price, or that a partition of these has no more.</summary>
    private IEnumerable<Detected> Learn(PolicyHistory history, ConsumeResult<byte[]?, byte[]?> record)
    {
        var partition = record.Partition.Value;
        if (record.Topic == Topics.Prices)
        {
            if (!record.IsPartitionEOF)
                _prices.Apply(record.Message.Key, record.Message.Value, record.Message.Timestamp.UnixTimestampMs);
            return [];
        }
        if (record.Topic == Topics.Commands)
            return record.IsPartitionEOF ? [] : history.Apply(record, record.Message.Timestamp.UnixTimestampMs);
        if (!record.IsPartitionEOF)
            return history.Apply(record, _stateArrivals!.Of(partition, record.Message.Timestamp.UnixTimestampMs, Now()));
        _stateArrivals!.AtEnd(partition, Now());
        return [];
    }

    /// <summary>The partitions are at their ends: what is missing before an order of a replay has been deleted.</summary>
    private void GiveUp(CancellationToken cancellationToken)
    {
        foreach (var overdue in _measuring.Overdue().ToList())
            Measure(overdue, cancellationToken);
    }

    private void Measure((Detector Detector, IReadOnlyList<ArrivedRecord> Due) measured, CancellationToken cancellationToken)
    {
        foreach (var record in measured.Due)
        {
            if (OrderParser.TryParse(record.Record.Message.Value, out var order, out _))
                Write(measured.Detector.Observe(_prices.Value(order), record.ArrivedTs, record.Trace), record.ArrivedTs, cancellationToken);
            else
                Interlocked.Increment(ref _malformed);
        }
    }

    /// <param name="all">What was found.</param>
    /// <param name="arrivedTs">When the order that did it arrived; null where it is one of the last seconds'.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    private void Write(IEnumerable<Detected> all, long? arrivedTs, CancellationToken cancellationToken)
    {
        foreach (var detected in all)
        {
            if (detected.Command is { } command)
            {
                _logger.BreachCommanded(command.Reason, command.CmdId, detected.Signal.OrderId);
                Volatile.Write(ref _lastBreach, new Breach(command.CmdId, arrivedTs ?? detected.Signal.Ts, Now()));
            }
            var enqueued = _writer!.WriteAsync(detected, cancellationToken);
            if (!enqueued.IsCompletedSuccessfully)
                enqueued.GetAwaiter().GetResult();
        }
    }

    private long Now() => _steady.Now().ToUnixTimeMilliseconds();

    private void Snapshot(bool caughtUp)
    {
        var observed = _measuring.Status;
        if (observed != _observed)
            Volatile.Write(ref _observed, observed);
        if (_clock.GetElapsedTime(_alarmedAt) >= Poll)
        {
            Interlocked.Exchange(ref _missing, _measuring.Missing);
            _alarms.Are(Status);
            _alarmedAt = _clock.GetTimestamp();
            LookForTheNearest();
        }
        if (!caughtUp || _ready)
            return;
        _logger.DetectorCaughtUp(observed.Orders, observed.WatermarkTs);
        Volatile.Write(ref _ready, true);
    }

    /// <summary>All scopes are looked at, which nobody pays for who does not ask.</summary>
    private void LookForTheNearest()
    {
        var isAsked = Volatile.Read(ref _nearestAskedAt) is not 0 and var asked && _clock.GetElapsedTime(asked) < AskedFor;
        if (!isAsked || _clock.GetElapsedTime(_nearestAt) < NearestEvery)
            return;
        Volatile.Write(ref _nearest, _measuring.Nearest(MostNear));
        _nearestAt = _clock.GetTimestamp();
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

    private void Trouble(Error error)
    {
        Volatile.Write(ref _lastError, error.Reason);
        _logger.KafkaTrouble(error.Reason);
    }
}
