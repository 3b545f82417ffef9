using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Naming;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Kafka.Naming;

/// <summary>
/// Tells <see cref="SeenNames"/> of every order: those of the last day, or the latest of them, and then each as it comes. Joins no group.
/// Until it has caught up, and while no broker answers, nothing is known; both are waited out without a word. Then it reads back anew: the
/// topic may be another.
/// </summary>
/// <param name="kafka">Which Kafka.</param>
/// <param name="names">Who is told.</param>
/// <param name="time">What a day is, and no record comes later than now.</param>
public sealed class SeenNamesFollower(KafkaSettings kafka, SeenNames names, TimeProvider time)
{
    /// <summary>So many records of a partition are read back: a fraction of a second.</summary>
    public const int MostReadBack = 100_000;

    /// <summary>A name may be known that much later; and so often somebody is asked while nobody sends orders.</summary>
    private static readonly TimeSpan s_fetchWait = TimeSpan.FromMilliseconds(200);

    /// <summary>Thousands of orders: until so many have come, a fetch waits.</summary>
    private const int LeastBytes = 1_000_000;

    /// <summary>What is fetched and not looked at yet.</summary>
    private const int MostFetchedInKilobytes = 8_192;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly KafkaClients _clients = new(
        kafka with { FetchWait = kafka.FetchWait > s_fetchWait ? kafka.FetchWait : s_fetchWait },
        loggers: null
    );

    /// <summary>Runs until cancelled; once only.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => DedicatedThread.RunAsync(() => Run(cancellationToken));

    private void Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Follow(cancellationToken);
            }
            catch (Exception)
            {
                // It is a hint for people and no part of what is promised: the stack goes on without, and health says what is wrong.
            }
            names.KnownFrom(null);
            cancellationToken.WaitHandle.WaitOne(s_pause);
        }
    }

    /// <summary>Returns when it is cancelled, and when no broker answers any more.</summary>
    private void Follow(CancellationToken cancellationToken)
    {
        var isAway = false;
        using var consumer = _clients.Reader(
            "killswitch-seen-names",
            IsolationLevel.ReadCommitted,
            config =>
            {
                config.FetchMinBytes = LeastBytes;
                config.QueuedMaxMessagesKbytes = MostFetchedInKilobytes;
                config.ConsumeResultFields = "timestamp";
            },
            error => isAway |= error.Code == ErrorCode.Local_AllBrokersDown
        );
        var reads = Begin(consumer, cancellationToken);
        var isKnown = false;
        while (!isAway && !cancellationToken.IsCancellationRequested)
        {
            if (consumer.Consume(s_poll) is not { } result)
                continue;
            Take(result, reads[result.Partition.Value]);
            if (isKnown || !Array.TrueForAll(reads, read => read.HasCaughtUp))
                continue;
            names.KnownFrom(reads.Max(read => read.FromMs));
            isKnown = true;
        }
    }

    /// <summary>Finds out where to begin in each partition, and begins.</summary>
    private ReadBack[] Begin(IConsumer<byte[]?, byte[]?> consumer, CancellationToken cancellationToken)
    {
        var start = new StartOffsets(consumer, _clients.Settings, NullLogger.Instance);
        var partitions = start.Partitions(Topics.Orders, cancellationToken);
        var since = time.GetUtcNow() - SeenNames.Day;
        var wanted = start.Since(partitions, since, cancellationToken);
        var lows = Positions.Lows(consumer, partitions, _clients.Settings.AnswerTimeout);
        var ends = Positions.Ends(consumer, partitions, _clients.Settings.AnswerTimeout);
        ReadBack[] reads =
        [
            .. partitions.Select((_, i) =>
                ReadBack.Of(lows[i], ends[i], wanted[i].Offset.Value, since.ToUnixTimeMilliseconds(), MostReadBack)
            ),
        ];
        consumer.Assign(partitions.Select((partition, i) => new TopicPartitionOffset(partition, reads[i].Next)));
        return reads;
    }

    private void Take(ConsumeResult<byte[]?, byte[]?> result, ReadBack read)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (result.IsPartitionEOF)
        {
            read.AtEnd(result.Offset.Value, now);
            return;
        }
        // A record without a time, or with one that is to come, came now.
        var sent = result.Message.Timestamp.UnixTimestampMs;
        var at = sent > 0 && sent < now ? sent : now;
        names.Take(result.Message.Value, at);
        read.Read(result.Offset.Value, at);
    }
}
