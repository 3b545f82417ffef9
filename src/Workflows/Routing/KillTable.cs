using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Killed scopes of one kind, found by the UTF-8 of what follows their colon. Copies share all that has not changed
/// since, so that one more kill among a million costs microseconds.
/// </summary>
/// <remarks>One thread changes a table. A <see cref="Frozen"/> copy never changes, and any number of threads may read it.</remarks>
internal sealed class KillTable
{
    /// <summary>Few enough to be copied with every change, many enough that one shard of a million scopes is small.</summary>
    private const int ShardCount = 4096;

    private const int SmallestFilter = 1024;

    /// <summary>None before the first kill.</summary>
    private KillShard?[] _shards;

    /// <summary>None before the first kill.</summary>
    private KillFilter? _filter;
    private bool _shardsAreShared;

    /// <summary>Shards of an earlier generation belong to a frozen copy too.</summary>
    private int _generation;

    public KillTable(ScopeKind kind)
        : this(kind, [], filter: null, 0)
    {
    }

    private KillTable(ScopeKind kind, KillShard?[] shards, KillFilter? filter, int count) =>
        (Kind, _shards, _filter, Count) = (kind, shards, filter, count);

    public ScopeKind Kind { get; }

    public int Count { get; private set; }

    public IEnumerable<KillMatch> All => _shards.OfType<KillShard>().SelectMany(s => s.All);

    /// <summary>The kill of a scope, or null, which is nearly always.</summary>
    public KillMatch? Find(ReadOnlySpan<byte> value)
    {
        if (Count == 0 || _filter is null)
            return null;
        var hash = ScopeHash.Of(value);
        return _filter.MayHold(hash) ? _shards[hash % ShardCount]?.Find(value, hash) : null;
    }

    public KillMatch? Find(Scope scope) => Find(ScopeBytes.Of(scope, stackalloc byte[Scope.MaxValueLength]));

    public void Set(KillMatch match)
    {
        var hash = ScopeHash.Of(match.Value);
        if (!Own(hash).Set(match, hash))
            return;
        Count++;
        _filter ??= new KillFilter(SmallestFilter);
        if (_filter.Added == _filter.Capacity)
            _filter = FilterOfAll(_filter.Capacity);
        else
            _filter.Add(hash);
    }

    public void Remove(Scope scope)
    {
        var value = ScopeBytes.Of(scope, stackalloc byte[Scope.MaxValueLength]);
        if (Find(value) is null)
            return;
        var hash = ScopeHash.Of(value);
        Own(hash).Remove(value, hash);
        Count--;
    }

    /// <summary>All as it is now, for good.</summary>
    public KillTable Frozen()
    {
        _shardsAreShared = true;
        _generation++;
        return new KillTable(Kind, _shards, _filter, Count);
    }

    /// <summary>Larger if it is full of what is there, and rid of what was removed, which it cannot forget.</summary>
    private KillFilter FilterOfAll(int capacity)
    {
        while (capacity < Count * 2)
            capacity *= 2;
        var filter = new KillFilter(capacity);
        foreach (var match in All)
            filter.Add(ScopeHash.Of(match.Value));
        return filter;
    }

    /// <summary>The shard of a hash, made safe to change.</summary>
    private KillShard Own(ulong hash)
    {
        if (_shards.Length == 0)
            _shards = new KillShard?[ShardCount];
        else if (_shardsAreShared)
            _shards = [.. _shards];
        _shardsAreShared = false;
        ref var shard = ref _shards[hash % ShardCount];
        if (shard is null)
            shard = new KillShard(Kind, _generation);
        else if (shard.Generation != _generation)
            shard = shard.Copy(_generation);
        return shard;
    }
}
