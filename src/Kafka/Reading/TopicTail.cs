using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Reading;

/// <summary>Follows a topic as it grows: all partitions, outside any group, committed records only. Thread-safe.</summary>
public sealed class TopicTail(KafkaSettings settings, ILoggerFactory? loggers = null)
{
    /// <summary>A reader that is slower than the topic holds the fetching up instead of filling the memory.</summary>
    private const int Buffered = 1024;

    private readonly KafkaClients _clients = new(settings, loggers);

    /// <summary>Yields records as they come until cancelled; order holds within a partition.</summary>
    /// <param name="topic">Which topic.</param>
    /// <param name="fromBeginning">True begins with the oldest kept, false with what comes after now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered at the start. Later interruptions are waited out.</exception>
    /// <exception cref="TopicMissingException">There is no such topic.</exception>
    public async IAsyncEnumerable<TopicRecord> FollowAsync(
        string topic,
        bool fromBeginning,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<TopicRecord>(new BoundedChannelOptions(Buffered) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pump = DedicatedThread.RunAsync(() => Pump(topic, fromBeginning, channel.Writer, stop.Token));
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

    private void Pump(string topic, bool fromBeginning, ChannelWriter<TopicRecord> writer, CancellationToken cancellationToken)
    {
        try
        {
            using var consumer = _clients.Reader("killswitch-tail", IsolationLevel.ReadCommitted);
            var partitions = Positions.Of(topic, Positions.PartitionCount(consumer, _clients.Settings, topic));
            var from = fromBeginning
                ? Positions.Lows(consumer, partitions, _clients.Settings.AnswerTimeout)
                : Positions.Ends(consumer, partitions, _clients.Settings.AnswerTimeout);
            consumer.Assign(partitions.Select((p, i) => new TopicPartitionOffset(p, from[i])));
            while (!cancellationToken.IsCancellationRequested)
            {
                if (Next(consumer, partitions) is { IsPartitionEOF: false } result)
                    writer.WriteAsync(TopicRecord.Of(result), cancellationToken).AsTask().GetAwaiter().GetResult();
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

    private ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer, TopicPartition[] partitions)
    {
        try
        {
            return consumer.Consume(TimeSpan.FromMilliseconds(200));
        }
        catch (ConsumeException e) when (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            // What was to be read has been deleted meanwhile: go on with the oldest that is kept.
            var lows = Positions.Lows(consumer, partitions, _clients.Settings.AnswerTimeout);
            var behind = e.ConsumerRecord.TopicPartition;
            consumer.Seek(new TopicPartitionOffset(behind, lows[behind.Partition.Value]));
            return null;
        }
        catch (ConsumeException e)
        {
            Logs.ClientError(_clients.Log, "killswitch-tail", e.Error.Reason);
            return null;
        }
    }
}
