using KillSwitch.Workflows.Auditing;
using KillSwitch.Workflows.Auditing.Indexing;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Tests.Incidents.InMemory;

/// <summary><c>audit.v1</c> of one partition and its index, in memory. What is added is indexed at once; what is written is not.</summary>
internal sealed class MemoryAuditIndex : IAuditIndex, IAuditTopic
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AuditPlace, AuditEntry> _entries = [];
    private readonly Dictionary<int, AuditProgress> _progress = [];
    private readonly Dictionary<string, (long Next, HeldBack Sum)> _held = [];
    private readonly List<AuditRecord> _records = [];

    /// <summary>Which topic it is.</summary>
    public string Log { get; private set; } = "log-1";

    /// <summary>The first offset that is kept.</summary>
    public long Low { get; set; }

    /// <summary>What ends a transaction takes a place behind the last record.</summary>
    public int Markers { get; set; }

    /// <summary>While set, the topic does not answer.</summary>
    public bool IsTopicDown { get; set; }

    /// <summary>While set, the index does not answer who asks for figures.</summary>
    public bool IsDown { get; set; }

    public int Looks { get; private set; }

    /// <summary>The broker starts again and has forgotten the topic.</summary>
    public void Forget()
    {
        lock (_lock)
            (Log, _) = ("log-2", _records.RemoveAll(_ => true));
    }

    /// <summary>Writes a record, and has it indexed.</summary>
    public void Add(byte[] value, long tsInMs)
    {
        var record = Write(value, tsInMs);
        new AuditIndexing(this, this, AuditCoverage.All, new FixedTime(tsInMs)).TakeAsync([record], default).GetAwaiter().GetResult();
    }

    /// <summary>Writes a record.</summary>
    public AuditRecord Write(byte[] value, long tsInMs)
    {
        lock (_lock)
        {
            var record = new AuditRecord(0, _records.Count, tsInMs, value);
            _records.Add(record);
            return record;
        }
    }

    public Task PutAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
                _entries[entry.Place] = entry;
        }
        return Task.CompletedTask;
    }

    public Task CountAsync(HeldBackOrders held, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (next, sum) = _held.GetValueOrDefault(held.IncidentId, (0, HeldBack.Nothing));
            var due = held.Dropped.Where(dropped => dropped.Place.Offset >= next).ToList();
            if (due.Count > 0)
                _held[held.IncidentId] = (due[^1].Place.Offset + 1, due.Aggregate(sum, (all, dropped) => all.With(dropped)));
        }
        return Task.CompletedTask;
    }

    public Task<HeldBack> HeldBackAsync(string incidentId, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new StoreUnavailableException("The index does not answer. Try again.");
        lock (_lock)
            return Task.FromResult(_held.TryGetValue(incidentId, out var held) ? held.Sum : HeldBack.Nothing);
    }

    public Task<IReadOnlyList<AuditProgress>> ProgressAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<AuditProgress>>([.. _progress.Values]);
    }

    public Task<bool> TrySaveAsync(AuditProgress progress, AuditProgress? before, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_progress.GetValueOrDefault(progress.Partition) != before)
                return Task.FromResult(false);
            _progress[progress.Partition] = progress;
            return Task.FromResult(true);
        }
    }

    public Task<AuditFound> FindAsync(AuditQuestion question, CancellationToken cancellationToken)
    {
        lock (_lock)
            return AuditFound.InAsync(question, _entries.Values.OrderByDescending(e => e.Place).ToList().ToAsyncEnumerable(), 10_000);
    }

    public Task<AuditLogStand> LookAsync(CancellationToken cancellationToken)
    {
        Looks++;
        return IsTopicDown
            ? throw new AuditTopicUnavailableException("audit.v1 did not answer.")
            : Task.FromResult(new AuditLogStand(Log, [new AuditLogPart(0, Low, _records.Count + Markers)]));
    }

    public Task<IReadOnlyList<AuditRecord>> ReadAsync(int partition, long from, long end, int most, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<AuditRecord>>(
                [.. _records.Where(r => r.Offset >= Math.Max(from, Low) && r.Offset < end).Take(most)]
            );
    }

    private sealed class FixedTime(long nowInMs) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(nowInMs);
    }
}
