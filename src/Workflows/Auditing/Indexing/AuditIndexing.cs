using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Auditing.Indexing;

/// <summary>
/// Takes records of <c>audit.v1</c> into the index: what was read between what was noted and what is handed over, too, so that nothing
/// depends on where a consumer was told to begin. Taking the same in twice, or by two at once, changes nothing. Safe for concurrent use.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="topic">Looks into the topic where records do not follow what was noted.</param>
/// <param name="coverage">What is indexed.</param>
/// <param name="time">When it was.</param>
public sealed class AuditIndexing(IAuditIndex index, IAuditTopic topic, AuditCoverage coverage, TimeProvider time)
{
    /// <summary>Each lost race means that somebody else went on.</summary>
    private const int MostRaces = 20;

    /// <summary>How many records are made up for at once.</summary>
    private const int MostMissing = 500;

    /// <summary>Which topic the latest look found; what follows its records without a gap is of the same.</summary>
    private volatile string? _log;

    /// <summary>Returns when all of them are kept, counted and noted.</summary>
    /// <param name="records">Of one partition, by rising offset; at least one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Not all are. Hand the same over again.</exception>
    /// <exception cref="AuditTopicUnavailableException">As for the store.</exception>
    public async Task TakeAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        var (partition, end) = (records[0].Partition, records[^1].Offset + 1);
        for (var race = 0; race < MostRaces; race++)
        {
            var before = (await index.ProgressAsync(cancellationToken)).FirstOrDefault(p => p.Partition == partition);
            long? low = null;
            if (before is null || before.Log != _log || before.Next != records[0].Offset)
            {
                var stand = await topic.LookAsync(cancellationToken);
                _log = stand.Id;
                low = stand.Parts.FirstOrDefault(part => part.Partition == partition)?.Low ?? 0;
            }
            var log = _log!;
            var next = before?.Log == log ? before.Next : 0;
            if (next >= end)
                return;
            var due = next < records[0].Offset
                ? await MissingAsync(partition, Math.Max(next, low ?? 0), records[0].Offset, cancellationToken)
                : [];
            var isWhole = due.Count < MostMissing;
            var batch = AuditBatch.Of(log, low, isWhole ? [.. due, .. records.Where(r => r.Offset >= next)] : due, NowInMs());
            if (await TakeAsync(before, batch, cancellationToken))
            {
                if (isWhole)
                    return;
                // Some of what was missing is made up for; that is no race that was lost.
                race = -1;
            }
        }
        throw new StoreUnavailableException($"What was noted of partition {partition} changed under {MostRaces} attempts to note it.");
    }

    /// <returns>False where somebody else noted something meanwhile.</returns>
    private async Task<bool> TakeAsync(AuditProgress? before, AuditBatch batch, CancellationToken cancellationToken)
    {
        await index.PutAsync(
            coverage == AuditCoverage.All ? batch.Entries : [.. batch.Entries.Where(entry => entry.Decision != Decision.Allow)],
            cancellationToken
        );
        foreach (var held in HeldBackOrders.In(batch))
            await index.CountAsync(held, cancellationToken);
        // Noted last: what is noted is kept and counted.
        return await index.TrySaveAsync(AuditProgress.After(before, batch, coverage, NowInMs()), before, cancellationToken);
    }

    private async Task<IReadOnlyList<AuditRecord>> MissingAsync(int partition, long from, long end, CancellationToken cancellationToken) =>
        from < end ? await topic.ReadAsync(partition, from, end, MostMissing, cancellationToken) : [];

    private long NowInMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
