using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Auditing;

/// <summary>
/// Looks into <c>audit.v1</c>: committed records only, outside any group. It connects when it is first asked, and stays connected.
/// </summary>
public sealed class AuditTopic(KafkaSettings settings, TimeProvider time, ILoggerFactory? loggers = null) : IAuditTopic, IDisposable
{
    private const string ClientId = "killswitch-audit-look";

    /// <summary>Whoever asks waits for it, and can be told that it is not known.</summary>
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(2);

    private readonly KafkaClients _clients = new(settings, loggers);
    private readonly Lock _lock = new();
    private IConsumer<byte[]?, byte[]?>? _consumer;
    private IAdminClient? _admin;
    private bool _disposed;

    public Task<AuditLogStand> LookAsync(CancellationToken cancellationToken) =>
        AskAsync(
            consumer =>
            {
                var described = Describe();
                if (described.Error.IsError)
                    throw new KafkaException(described.Error);
                var partitions = Positions.Of(Topics.Audit, described.Partitions.Count);
                // The ends first: what is deleted meanwhile is then seen to be, rather than something that never was.
                var ends = Positions.Ends(consumer, partitions, s_answersWithin);
                var lows = Positions.Lows(consumer, partitions, s_answersWithin);
                return new AuditLogStand(
                    described.TopicId.ToString(),
                    [.. partitions.Select((p, i) => new AuditLogPart(p.Partition.Value, lows[i], ends[i]))]
                );
            },
            cancellationToken
        );

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(int partition, long from, long end, int most, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<AuditRecord>>(consumer => Read(consumer, partition, from, end, most, cancellationToken), cancellationToken);

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _consumer?.Close();
            _consumer?.Dispose();
            _admin?.Dispose();
        }
    }

    private static List<AuditRecord> Read(
        IConsumer<byte[]?, byte[]?> consumer,
        int partition,
        long from,
        long end,
        int most,
        CancellationToken cancellationToken
    )
    {
        var records = new List<AuditRecord>();
        consumer.Assign(new TopicPartitionOffset(Topics.Audit, partition, from));
        try
        {
            var silent = System.Diagnostics.Stopwatch.StartNew();
            while (records.Count < most)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { } result)
                {
                    if (silent.Elapsed > s_answersWithin)
                        throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "nothing was read"));
                    continue;
                }
                silent.Restart();
                if (result.IsPartitionEOF || result.Offset.Value >= end)
                    break;
                records.Add(AuditRecords.Of(result));
                if (result.Offset.Value + 1 >= end)
                    break;
            }
            return records;
        }
        finally
        {
            consumer.Unassign();
        }
    }

    /// <summary>The embedded broker gives a topic another id with each process, as it has forgotten all that was in it.</summary>
    private TopicDescription Describe()
    {
        _admin ??= _clients.Admin(ClientId);
        _clients.SignIn.Keep(_admin, time);
        return _admin
            .DescribeTopicsAsync(
                TopicCollection.OfTopicNames([Topics.Audit]),
                new DescribeTopicsOptions { RequestTimeout = s_answersWithin, IncludeAuthorizedOperations = false }
            )
            .GetAwaiter()
            .GetResult()
            .TopicDescriptions.Single();
    }

    private async Task<T> AskAsync<T>(Func<IConsumer<byte[]?, byte[]?>, T> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await DedicatedThread.RunAsync(() => Ask(ask)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KafkaException or KafkaUnreachableException or TopicMissingException)
        {
            throw new AuditTopicUnavailableException($"{Topics.Audit} on Kafka at {settings.Bootstrap} did not answer ({e.Message}).", e);
        }
    }

    private T Ask<T>(Func<IConsumer<byte[]?, byte[]?>, T> ask)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _consumer ??= _clients.Reader(ClientId, IsolationLevel.ReadCommitted);
            _clients.SignIn.Keep(_consumer, time);
            return ask(_consumer);
        }
    }
}
