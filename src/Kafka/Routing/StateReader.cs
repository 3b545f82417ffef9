using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Kafka.Routing;

/// <summary>
/// A router's own reading of what it decides on, the kill state with the limits and the prices beside it: all partitions, outside any
/// group, from the beginning. <see cref="CatchUp"/> is the barrier: it asks Kafka for the ends <em>after</em> it was called and returns
/// what counts once everything below them is read.
/// </summary>
/// <remarks>
/// Thread-safe. Callers that come while one reading goes on share the next one. The number of the topics' partitions is looked up
/// anew every 5 s; add partitions to them only while no router runs.
/// </remarks>
/// <param name="clients">Makes its clients.</param>
/// <param name="limits">What orders are held against where no record says otherwise.</param>
/// <param name="time">The clock.</param>
/// <param name="alarm">Is told of records that cannot be read.</param>
public sealed class StateReader(KafkaClients clients, LimitTable limits, TimeProvider time, Action<StateAlarm> alarm) : IDisposable
{
    /// <summary>In the order in which their partitions stand below.</summary>
    private static readonly string[] s_topics = [Topics.State, Topics.Limits, Topics.Prices];

    private static readonly TimeSpan PartitionsLookedUpEvery = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private long _asked;
    private long _answered;
    private bool _reading;
    private bool _disposed;
    private RoutingView? _view;
    private StateUnreadableException? _failure;

    private IConsumer<byte[]?, byte[]?>? _consumer;

    /// <summary>
    /// Asks for the ends, and reads nothing. Kafka answers the requests of a connection one after the other, so on the consumer's own each
    /// question would wait until the fetch before it is answered, which between kills is as long as the broker holds an empty one.
    /// </summary>
    private IConsumer<byte[]?, byte[]?>? _asker;

    /// <summary>Of all topics, one behind the other.</summary>
    private TopicPartition[] _partitions = [];

    /// <summary>How many each topic has, and how many stand before its first.</summary>
    private int[] _counts = [], _firsts = [];
    private long[] _read = [];
    private RoutingFolds? _fold;
    private RoutingFolds? _previous;
    private long _partitionsLookedUp;

    /// <summary>What is killed, as of ends captured after this call began. Blocks, at most some seconds.</summary>
    /// <exception cref="StateUnreadableException">It could not be read: nothing may be allowed.</exception>
    public RoutingView CatchUp(CancellationToken cancellationToken)
    {
        long mine;
        lock (_gate)
        {
            mine = ++_asked;
            while (_reading)
            {
                Monitor.Wait(_gate);
                if (_answered >= mine)
                    return _view ?? throw new StateUnreadableException(_failure!.Message, _failure);
            }
            ObjectDisposedException.ThrowIf(_disposed, this);
            _reading = true;
            mine = _asked;
        }
        RoutingView? view = null;
        StateUnreadableException? failure = null;
        try
        {
            return view = Read(cancellationToken);
        }
        catch (StateUnreadableException e)
        {
            failure = e;
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _reading = false;
                _answered = mine;
                _view = view;
                _failure = failure ?? new StateUnreadableException("The reading of the kill state was stopped.");
                Monitor.PulseAll(_gate);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_reading)
                Monitor.Wait(_gate);
            if (_disposed)
                return;
            _disposed = true;
        }
        _consumer?.Close();
        _consumer?.Dispose();
        _asker?.Dispose();
    }

    private RoutingView Read(CancellationToken cancellationToken)
    {
        try
        {
            Open();
            var ends = Positions.Ends(_asker!, _partitions, clients.Settings.AnswerTimeout);
            ReadTo(ends, cancellationToken);
            if (_previous is not null)
            {
                _fold!.CarryOver(_previous);
                _previous = null;
            }
            // All that was read, which may be more than was asked for: the offsets say exactly what the view has taken in.
            return _fold!.View(ReadOf(0), ReadOf(1));
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (KafkaException e) when (e.Error.IsUnreachable() || e.Error.IsLeaderChanging())
        {
            // The consumer finds the new leader by itself. What it has read stays read: were the new one behind the old, its end
            // would say so.
            throw new StateUnreadableException(
                $"Kafka at {clients.Settings.Bootstrap} {(e.Error.IsUnreachable() ? "did not answer" : "is electing a leader")}: {e.Error.Reason}",
                e
            );
        }
        catch (Exception e) when (e is KafkaException or KafkaUnreachableException or TopicMissingException or StateUnreadableException)
        {
            Abandon();
            throw new StateUnreadableException(
                $"What orders are decided on ({string.Join(", ", s_topics)}) cannot be read and is read anew from its beginning: {e.Message}",
                e
            );
        }
    }

    private void Open()
    {
        if (_consumer is not null)
        {
            // Between kills there is nothing to consume, for hours.
            clients.SignIn.Keep(_consumer, time);
            clients.SignIn.Keep(_asker!, time);
            if (time.GetElapsedTime(_partitionsLookedUp) < PartitionsLookedUpEvery)
                return;
            // It reads nothing, and yet what it has to report is reported only here.
            _asker!.Consume(0);
            for (var topic = 0; topic < s_topics.Length; topic++)
            {
                var count = Positions.PartitionCount(_asker, clients.Settings, s_topics[topic]);
                if (count != _counts[topic])
                    throw new StateUnreadableException($"{s_topics[topic]} has {count} partitions and had {_counts[topic]}");
            }
            _partitionsLookedUp = time.GetTimestamp();
            return;
        }
        _asker ??= clients.Reader("killswitch-router-state-ends", IsolationLevel.ReadUncommitted);
        var consumer = clients.Reader("killswitch-router-state", IsolationLevel.ReadUncommitted, config =>
            config.ConsumeResultFields = "timestamp,topic"
        );
        try
        {
            // Asked by the one that reads: a consumer that is to read a topic before it knows who leads it looks for that a second later.
            _counts = [.. s_topics.Select(topic => Positions.PartitionCount(consumer, clients.Settings, topic))];
            _firsts = [.. s_topics.Select((_, i) => _counts.Take(i).Sum())];
            _partitions = [.. s_topics.SelectMany((topic, i) => Positions.Of(topic, _counts[i]))];
            _read = Positions.Lows(_asker, _partitions, clients.Settings.AnswerTimeout);
            _partitionsLookedUp = time.GetTimestamp();
            _fold = new RoutingFolds(limits, time, alarm);
            consumer.Assign(_partitions.Select((p, i) => new TopicPartitionOffset(p, _read[i])));
            _consumer = consumer;
        }
        catch
        {
            consumer.Dispose();
            throw;
        }
    }

    private void ReadTo(long[] ends, CancellationToken cancellationToken)
    {
        var progress = time.GetTimestamp();
        while (Behind(ends))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = _consumer!.Consume(100);
            if (result is null)
            {
                if (time.GetElapsedTime(progress) > clients.Settings.AnswerTimeout)
                    throw new KafkaException(
                        new Error(
                            ErrorCode.Local_TimedOut,
                            $"nothing was read for {clients.Settings.AnswerTimeout.TotalSeconds:0.#} s, though more is there"
                        )
                    );
                continue;
            }
            progress = time.GetTimestamp();
            var (topic, partition) = (result.Topic, result.Partition.Value);
            var at = _firsts[Array.IndexOf(s_topics, topic)] + partition;
            if (result.IsPartitionEOF)
            {
                _read[at] = Math.Max(_read[at], result.Offset.Value);
                continue;
            }
            var message = result.Message;
            _fold!.Apply(topic, partition, result.Offset.Value, message.Key, message.Value, message.Timestamp.UnixTimestampMs);
            _read[at] = result.Offset.Value + 1;
        }
    }

    private long[] ReadOf(int topic) => _read[_firsts[topic]..(_firsts[topic] + _counts[topic])];

    private bool Behind(long[] ends)
    {
        var behind = false;
        for (var p = 0; p < ends.Length; p++)
        {
            if (ends[p] < _read[p])
                throw new StateUnreadableException($"{_partitions[p]} ended at {_read[p]} and now ends at {ends[p]}: records have vanished");
            behind |= _read[p] < ends[p];
        }
        return behind;
    }

    private void Abandon()
    {
        _consumer?.Dispose();
        _consumer = null;
        _asker?.Dispose();
        _asker = null;
        // A reading that did not get to its end knows less than the one before it.
        _previous ??= _fold;
        _fold = null;
    }
}
