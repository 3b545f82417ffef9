using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using KillSwitch.Kafka.Clients;
using KillSwitch.Kafka.Reading;
using KillSwitch.Workflows.Contracts;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Kafka.Admin;

/// <summary>
/// Creates the topics that are missing and refuses those on which the promises could not be kept. Of what is there, only whose time records
/// have, and which times are taken, is changed. Thread-safe.
/// </summary>
public sealed class TopicAdmin(KafkaSettings settings, ILoggerFactory? loggers = null)
{
    /// <summary>A router writes what came from one orders partition to the same partition of each of these.</summary>
    private static readonly string[] SamePartitions =
        [Topics.Orders, Topics.GatedOrders, Topics.RejectedOrders, Topics.Audit, Topics.RouterProgress];

    private readonly KafkaClients _clients = new(settings, loggers);
    private readonly AdminRequests _requests = new(settings);

    /// <summary>Makes sure of the topics. Doing it again changes nothing.</summary>
    /// <param name="specs">The topics.</param>
    /// <param name="partitions">Partitions of those it creates; an existing topic keeps its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    /// <exception cref="TopicsMismatchException">A topic is missing and cannot be created, is not kept as it must be, or differs
    /// in partitions.</exception>
    /// <exception cref="TopicsPendingException">It is not done yet, and may be when it is asked for again.</exception>
    public async Task EnsureAsync(IReadOnlyList<TopicSpec> specs, int partitions, CancellationToken cancellationToken)
    {
        using var admin = _clients.Admin("killswitch-admin");
        var existing = await DedicatedThread.RunAsync(() => PartitionCounts(admin)).ConfigureAwait(false);
        var missing = specs.Where(s => !existing.ContainsKey(s.Name)).ToList();
        if (missing.Count > 0)
        {
            await CreateAsync(admin, missing, partitions, cancellationToken).ConfigureAwait(false);
            existing = await UntilThereAsync(admin, missing, cancellationToken).ConfigureAwait(false);
            await UntilLedAsync(missing, partitions, cancellationToken).ConfigureAwait(false);
        }
        RequireSamePartitions(existing);
        var keeping = new TopicKeeping(_clients);
        await keeping.MendTimesAsync(admin, specs, cancellationToken).ConfigureAwait(false);
        await keeping.RequireAsync(admin, specs, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="TopicsMismatchException">The topics a router writes and those it reads differ in partitions.</exception>
    internal static void RequireSamePartitions(IReadOnlyDictionary<string, int> partitions)
    {
        var counts = SamePartitions.Where(partitions.ContainsKey).Select(t => (Topic: t, Count: partitions[t])).ToList();
        if (counts.Select(c => c.Count).Distinct().Count() > 1)
        {
            throw new TopicsMismatchException(
                $"These topics must have the same number of partitions, as what comes from a partition of {Topics.Orders} goes to the same partition of the others: "
                    + $"{string.Join(", ", counts.Select(c => $"{c.Topic} has {c.Count}"))}. Create them anew with one number."
            );
        }
    }

    /// <summary>All topics of the cluster with their numbers of partitions.</summary>
    /// <exception cref="KafkaUnreachableException">No broker answered.</exception>
    internal Dictionary<string, int> PartitionCounts(IAdminClient admin)
    {
        try
        {
            return admin.GetMetadata(_clients.Settings.AnswerTimeout).Topics
                .Where(t => !t.Error.IsError)
                .ToDictionary(t => t.Topic, t => t.Partitions.Count);
        }
        catch (KafkaException e) when (e.Error.IsUnreachable())
        {
            throw KafkaUnreachableException.At(_clients.Settings, e);
        }
    }

    private async Task CreateAsync(
        IAdminClient admin,
        IReadOnlyList<TopicSpec> missing,
        int partitions,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await _requests.UntilNotLetGoAsync(
                    () =>
                        admin.CreateTopicsAsync(
                            missing.Select(s => new TopicSpecification
                            {
                                Name = s.Name,
                                NumPartitions = partitions,
                                Configs = Configs(s),
                            }),
                            new CreateTopicsOptions { OperationTimeout = _requests.Patience, RequestTimeout = _requests.Patience }
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (CreateTopicsException e)
        {
            // Another instance that starts at the same time may have been first.
            var failed = e.Results.Where(r => r.Error.IsError && r.Error.Code != ErrorCode.TopicAlreadyExists).ToList();
            if (failed.Count > 0)
                throw NotCreated(
                    string.Join("; ", failed.Select(r => $"{r.Topic}: {r.Error.Reason}")),
                    failed.TrueForAll(r => r.Error.MayPass()),
                    e
                );
        }
        catch (KafkaException e)
        {
            throw NotCreated($"{string.Join(", ", missing.Select(s => s.Name))}: {e.Error.Reason}", e.Error.MayPass(), e);
        }
    }

    /// <summary>A topic is created before every broker knows of it.</summary>
    private async Task<Dictionary<string, int>> UntilThereAsync(
        IAdminClient admin,
        IReadOnlyList<TopicSpec> created,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var existing = await DedicatedThread.RunAsync(() => PartitionCounts(admin)).ConfigureAwait(false);
            if (created.All(s => existing.ContainsKey(s.Name)))
                return existing;
            if (Stopwatch.GetElapsedTime(started) > _requests.Patience)
                throw new TopicsPendingException(
                    $"Kafka at {_clients.Settings.Bootstrap} created {string.Join(", ", created.Select(s => s.Name))}, but does not show all of them. Try again."
                );
            await Task.Delay(AdminRequests.Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A topic exists a moment before its partitions have leaders; whoever asks them in that moment is told that there is nobody. Each time
    /// a new client asks: one that was told of a leader goes on asking it for its offsets, though it leads no longer (librdkafka 2.15's
    /// ListOffsets does not look again for who leads when a partition's answer is an error).
    /// </summary>
    private async Task UntilLedAsync(
        IReadOnlyList<TopicSpec> created,
        int partitions,
        CancellationToken cancellationToken
    )
    {
        var ends = created
            .SelectMany(s => Positions.Of(s.Name, partitions))
            .Select(p => new TopicPartitionOffsetSpec { TopicPartition = p, OffsetSpec = OffsetSpec.Latest() })
            .ToList();
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var admin = _clients.Admin("killswitch-leaders");
                await admin
                    .ListOffsetsAsync(ends, new ListOffsetsOptions { RequestTimeout = _clients.Settings.AnswerTimeout })
                    .WaitAsync(cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (KafkaException e)
            {
                if (Stopwatch.GetElapsedTime(started) > _requests.Patience)
                    throw NotCreated($"they have no leaders: {Which(e)}", mayPass: true, e);
            }
            await Task.Delay(AdminRequests.Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Which(KafkaException e) =>
        e is ListOffsetsException { Result.ResultInfos: { Count: > 0 } partitions }
            ? string.Join(
                ", ",
                partitions
                    .Select(p => p.TopicPartitionOffsetError)
                    .Where(p => p.Error.IsError)
                    .Select(p => $"{p.TopicPartition}: {p.Error.Reason}")
            )
            : e.Error.Reason;

    private Exception NotCreated(string what, bool mayPass, Exception inner)
    {
        var message =
            $"Kafka at {_clients.Settings.Bootstrap} did not create what is missing ({what}). Create the topics by hand, or allow this user to create them.";
        return mayPass ? new TopicsPendingException(message, inner) : new TopicsMismatchException(message, inner);
    }

    private static Dictionary<string, string> Configs(TopicSpec spec)
    {
        var configs = new Dictionary<string, string> { [TopicKeeping.CleanupPolicy] = spec.Compacted ? "compact" : "delete" };
        if (spec.TimedByBroker)
            configs[TopicKeeping.TimestampType] = TopicKeeping.LogAppendTime;
        if (spec.Retention is { } retention)
            configs["retention.ms"] = ((long)retention.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return configs;
    }
}
