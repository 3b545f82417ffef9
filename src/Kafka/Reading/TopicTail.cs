using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>Follows topics as they grow: all partitions, outside any group, committed records only. Thread-safe.</summary>
public sealed class TopicTail(KafkaSettings settings, ILoggerFactory? loggers = null)
{
    /// <summary>A reader that is slower than the topic holds the fetching up instead of filling the memory.</summary>
    private const int Buffered = 1024;

    private readonly KafkaClients _clients = new(settings, loggers);

    /// <summary>Whether records have their headers. Who needs none saves what they cost; default: they have.</summary>
    public bool WithHeaders { get; init; } = true;

    /// <summary>
    /// For how many bytes a fetch waits, or for <see cref="KafkaSettings.FetchWait"/>. Default 1: a record is there at once, and while many
    /// come, each fetch brings a few.
    /// </summary>
    public int LeastBytes { get; init; } = 1;

    /// <summary>
    /// Whether whoever reads goes on on the thread that fetches, which saves a change of threads for each record. For readers that wait for
    /// nothing: what they wait for keeps the topic waiting. Default: they have threads of their own.
    /// </summary>
    public bool SharesThread { get; init; }

    /// <summary>Yields records as they come until cancelled; order holds within a partition.</summary>
    /// <param name="topic">Which topic.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start. Later interruptions are waited out.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public async IAsyncEnumerable<TopicRecord> FollowAsync(
        string topic,
        TailStart from,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var tailed in FollowAsync([topic], from, begun: null, cancellationToken).ConfigureAwait(false))
            yield return tailed.Record;
    }

    /// <summary>Yields what stands in a topic now, and ends.</summary>
    /// <param name="topic">Which topic.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="cancellationToken">Ends it sooner.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start. Later interruptions are waited out.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public async IAsyncEnumerable<TopicRecord> ReadToEndAsync(
        string topic,
        TailStart from,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var tailed in ReadAsync([topic], from, begun: null, toEnd: true, cancellationToken).ConfigureAwait(false))
            yield return tailed.Record;
    }

    /// <summary>The same of several topics, over one connection.</summary>
    /// <param name="topics">Which topics.</param>
    /// <param name="from">Where it begins in each.</param>
    /// <param name="begun">Called on another thread once that is settled: what is written after that is read, also from the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start. Later interruptions are waited out.</exception>
    /// <exception cref="TopicMissingException">One of them is not there.</exception>
    public IAsyncEnumerable<TailedRecord> FollowAsync(
        IReadOnlyList<string> topics,
        TailStart from,
        Action? begun,
        CancellationToken cancellationToken
    ) => ReadAsync(topics, from, begun, toEnd: false, cancellationToken);

    private async IAsyncEnumerable<TailedRecord> ReadAsync(
        IReadOnlyList<string> topics,
        TailStart from,
        Action? begun,
        bool toEnd,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<TailedRecord>(
            new BoundedChannelOptions(Buffered)
            {
                SingleReader = true,
                SingleWriter = true,
                AllowSynchronousContinuations = SharesThread,
            }
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = DedicatedThread.RunAsync(() => Pump(topics, from, begun, toEnd, channel.Writer, stop.Token));
        try
        {
            await foreach (var record in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return record;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Pump(
        IReadOnlyList<string> topics,
        TailStart start,
        Action? begun,
        bool toEnd,
        ChannelWriter<TailedRecord> writer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var consumer = _clients.Reader("killswitch-tail", IsolationLevel.ReadCommitted, config =>
            {
                config.FetchMinBytes = LeastBytes;
                if (!WithHeaders)
                    config.ConsumeResultFields = "topic,timestamp";
            });
            TopicPartition[] partitions =
            [
                .. topics.SelectMany(t => Positions.Of(t, Positions.PartitionCount(consumer, _clients.Settings, t))),
            ];
            var from = From(consumer, partitions, start);
            consumer.Assign(partitions.Select((p, i) => new TopicPartitionOffset(p, from[i])));
            begun?.Invoke();
            var ended = new HashSet<TopicPartition>();
            while (!cancellationToken.IsCancellationRequested && !(toEnd && ended.Count == partitions.Length))
            {
                if (Next(consumer) is not { } result)
                    continue;
                if (result.IsPartitionEOF)
                    ended.Add(result.TopicPartition);
                else
                    Hand(writer, new TailedRecord(result.Topic, TopicRecord.Of(result)), cancellationToken);
            }
            writer.TryComplete();
        }
        catch (OperationCanceledException)
        {
            writer.TryComplete();
        }
        catch (KafkaException e) when (e.Error.IsUnreachable())
        {
            writer.TryComplete(KafkaUnreachableException.At(_clients.Settings, e));
        }
        catch (Exception e)
        {
            // The reader of the channel is who has to know.
            writer.TryComplete(e);
        }
    }

    private static void Hand(ChannelWriter<TailedRecord> writer, TailedRecord record, CancellationToken cancellationToken)
    {
        if (!writer.TryWrite(record))
            writer.WriteAsync(record, cancellationToken).AsTask().GetAwaiter().GetResult();
    }

    private long[] From(IConsumer<byte[]?, byte[]?> consumer, TopicPartition[] partitions, TailStart start)
    {
        var timeout = _clients.Settings.AnswerTimeout;
        if (start == TailStart.Beginning)
            return Positions.Lows(consumer, partitions, timeout);
        var ends = Positions.Ends(consumer, partitions, timeout);
        if (start == TailStart.End)
            return ends;
        var lows = Positions.Lows(consumer, partitions, timeout);
        return [.. ends.Select((end, i) => Math.Max(lows[i], end - start.Latest))];
    }

    private ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer)
    {
        try
        {
            return consumer.Consume(TimeSpan.FromMilliseconds(200));
        }
        catch (ConsumeException e) when (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            // What was to be read has been deleted meanwhile: go on with the oldest that is kept.
            var behind = e.ConsumerRecord.TopicPartition;
            consumer.Seek(new TopicPartitionOffset(behind, Positions.Lows(consumer, [behind], _clients.Settings.AnswerTimeout)[0]));
            return null;
        }
        catch (ConsumeException e)
        {
            Logs.ClientError(_clients.Log, "killswitch-tail", e.Error.Reason);
            return null;
        }
    }
}
