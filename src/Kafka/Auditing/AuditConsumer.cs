using Confluent.Kafka;
using KillSwitch.Kafka.Clients;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Auditing;

/// <summary>
/// Hands the records of <c>audit.v1</c> to a handler, at least once, each partition's in their order, as a group of its own: however long
/// the handler takes, nobody else waits. A handler that throws is called again with the same records, with a growing pause, until it
/// returns; an offset is committed when all before it are handled.
/// </summary>
/// <param name="settings">Which Kafka.</param>
/// <param name="group">Consumer group; a new one begins with the oldest record that is kept.</param>
/// <param name="time">For the pauses.</param>
/// <param name="loggers">Where retries are reported.</param>
public sealed class AuditConsumer(KafkaSettings settings, string group, TimeProvider time, ILoggerFactory? loggers = null)
{
    private const string ClientId = "killswitch-audit-index";

    /// <summary>Most records that are handed over at once.</summary>
    private const int MostAtOnce = 500;

    private static readonly TimeSpan s_sessionTimeout = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>How long a poll waits for a first record.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    private readonly KafkaClients _clients = new(settings, loggers);
    private readonly Dictionary<int, long> _ends = [];
    private volatile AuditConsumerStatus _status = AuditConsumerStatus.Starting;

    public AuditConsumerStatus Status => _status;

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="handle">Takes records of one partition.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(Func<IReadOnlyList<AuditRecord>, CancellationToken, Task> handle, CancellationToken cancellationToken) =>
        DedicatedThread.RunAsync(() => Run(handle, cancellationToken));

    private void Run(Func<IReadOnlyList<AuditRecord>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        // What ends a transaction takes a place and is no record: that the end was read is told by itself.
        using var consumer = _clients
            .Member(ClientId, group, s_sessionTimeout, staticMemberId: null, config => config.EnablePartitionEof = true)
            .Build();
        consumer.Subscribe(Topics.Audit);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var read = Read(consumer, cancellationToken);
                foreach (var partition in read.GroupBy(r => r.Partition))
                {
                    HandleUntilDone([.. partition], handle, cancellationToken);
                    Commit(consumer, partition.Key, partition.Last().Offset + 1);
                }
                Note(consumer);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop: what was being handled is not committed and comes again.
        }
        finally
        {
            consumer.Close();
        }
    }

    private List<AuditRecord> Read(IConsumer<byte[]?, byte[]?> consumer, CancellationToken cancellationToken)
    {
        var read = new List<AuditRecord>();
        var wait = s_poll;
        while (read.Count < MostAtOnce && Next(consumer, wait, cancellationToken) is { } result)
        {
            wait = TimeSpan.Zero;
            if (result.IsPartitionEOF)
                _ends[result.Partition.Value] = result.Offset.Value;
            else
                read.Add(AuditRecords.Of(result));
        }
        return read;
    }

    private ConsumeResult<byte[]?, byte[]?>? Next(IConsumer<byte[]?, byte[]?> consumer, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            return consumer.Consume(wait);
        }
        catch (ConsumeException e)
        {
            Logs.ClientError(_clients.Log, ClientId, e.Error.Reason);
            Pause(s_firstPause, cancellationToken);
            return null;
        }
    }

    private void HandleUntilDone(
        IReadOnlyList<AuditRecord> records,
        Func<IReadOnlyList<AuditRecord>, CancellationToken, Task> handle,
        CancellationToken cancellationToken
    )
    {
        for (var pause = s_firstPause; ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            try
            {
                handle(records, cancellationToken).GetAwaiter().GetResult();
                _status = _status with { TroubleSince = null, Trouble = null };
                return;
            }
            catch (Exception e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Whatever it was, a record that is passed over would be missing for good.
                Logs.AuditRetried(_clients.Log, records[0].Partition, records[0].Offset, e.Message);
                _status = _status with { TroubleSince = _status.TroubleSince ?? time.GetUtcNow(), Trouble = e.Message };
            }
            Pause(pause, cancellationToken);
        }
    }

    private void Commit(IConsumer<byte[]?, byte[]?> consumer, int partition, long next)
    {
        try
        {
            consumer.Commit([new TopicPartitionOffset(Topics.Audit, partition, next)]);
        }
        catch (KafkaException e)
        {
            // What is not committed comes again, and changes nothing the second time.
            Logs.ClientError(_clients.Log, ClientId, e.Error.Reason);
        }
    }

    /// <summary>
    /// By what the client was last told of the ends: asking the broker each time would cost more than the figure is worth.
    /// </summary>
    private void Note(IConsumer<byte[]?, byte[]?> consumer)
    {
        if (consumer.Assignment is not { Count: > 0 } assigned)
            return;
        var behind = assigned.Sum(partition =>
        {
            var (position, end) = (consumer.Position(partition), consumer.GetWatermarkOffsets(partition).High);
            var read = Math.Max(position.IsSpecial ? 0 : position.Value, _ends.GetValueOrDefault(partition.Partition.Value));
            return end.IsSpecial ? 0 : Math.Max(0, end.Value - read);
        });
        _status = _status with { BehindRecords = behind, ReadToEnd = behind == 0 ? time.GetUtcNow() : _status.ReadToEnd };
    }

    private void Pause(TimeSpan pause, CancellationToken cancellationToken)
    {
        Task.Delay(pause, time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
