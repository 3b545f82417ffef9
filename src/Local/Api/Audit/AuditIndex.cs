namespace KillSwitch.Local.Api.Audit;

/// <summary>
/// The latest audit records in memory, for <c>GET /audit</c>. Steps of incidents and decisions about orders are held
/// apart: however many orders flow, what happened to an incident stays findable.
/// </summary>
/// <remarks>Safe for concurrent use. A record takes about 1 KB.</remarks>
/// <param name="capacity">How many decisions, and as many steps, are held.</param>
public sealed class AuditIndex(int capacity = AuditIndex.DefaultCapacity) : IAuditIndex
{
    public const int DefaultCapacity = 50_000;

    /// <summary>
    /// The largest record that is held. Ours stay far below; somebody else's could fill the memory, and count as unreadable.
    /// </summary>
    public const int MaxRecordBytes = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly AuditRing _decisions = new(capacity);
    private readonly AuditRing _steps = new(capacity);
    private long _unreadable;

    public void Add(int partition, long offset, ReadOnlyMemory<byte> value)
    {
        var isStep = false;
        var entry = value.Length <= MaxRecordBytes ? AuditRecordReader.Read(partition, offset, value, out isStep) : null;
        lock (_lock)
        {
            if (entry is null)
                _unreadable++;
            else
                (isStep ? _steps : _decisions).Add(entry);
        }
    }

    public AuditPage Find(AuditQuery query)
    {
        lock (_lock)
        {
            var found = _steps.Find(query).Concat(_decisions.Find(query))
                .OrderByDescending(e => e.Ts).ThenByDescending(e => e.Partition).ThenByDescending(e => e.Offset)
                .Take(query.Limit + 1).ToList();
            var cut = found.Count > query.Limit;
            if (cut)
                found.RemoveAt(query.Limit);
            var complete = !cut && !_decisions.HasForgotten && !_steps.HasForgotten && _unreadable == 0;
            return new AuditPage(found, complete, _decisions.Count, _steps.Count, _unreadable);
        }
    }
}
