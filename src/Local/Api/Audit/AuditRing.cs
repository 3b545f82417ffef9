namespace KillSwitch.Local.Api.Audit;

/// <summary>The latest entries, findable by order, account and incident. The oldest makes room. Not safe for concurrent use.</summary>
internal sealed class AuditRing(int capacity)
{
    private readonly Queue<AuditEntry> _entries = new();
    private readonly Dictionary<(char Kind, string Value), Queue<AuditEntry>> _byKey = [];

    public int Count => _entries.Count;

    /// <summary>Whether anything had to make room: what is not found may have been there.</summary>
    public bool HasForgotten { get; private set; }

    public void Add(AuditEntry entry)
    {
        if (_entries.Count == capacity)
            Forget(_entries.Dequeue());
        _entries.Enqueue(entry);
        foreach (var key in Keys(entry))
        {
            if (!_byKey.TryGetValue(key, out var list))
                _byKey.Add(key, list = new Queue<AuditEntry>());
            list.Enqueue(entry);
        }
    }

    /// <summary>What matches, oldest first.</summary>
    public IEnumerable<AuditEntry> Find(AuditQuery query)
    {
        var shortest = query.Keys().Select(k => _byKey.GetValueOrDefault(k)).DefaultIfEmpty(_entries).MinBy(l => l?.Count ?? 0);
        return shortest?.Where(query.Matches) ?? [];
    }

    private void Forget(AuditEntry oldest)
    {
        HasForgotten = true;
        foreach (var key in Keys(oldest))
        {
            // The oldest of all is the oldest of each of its lists.
            var list = _byKey[key];
            list.Dequeue();
            if (list.Count == 0)
                _byKey.Remove(key);
        }
    }

    private static IEnumerable<(char, string)> Keys(AuditEntry entry) =>
        new AuditQuery(entry.OrderId, entry.AccountId, entry.IncidentId).Keys();
}
