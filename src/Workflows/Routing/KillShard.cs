using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// A part of a <see cref="KillTable"/>: open addressing with linear probing. Sixteen bits of each hash stand apart from
/// what they lead to, so that a look-up that finds nothing stays within them; what they do find is compared in full.
/// </summary>
/// <remarks>
/// The matches themselves are bytes behind one another: a million of them are no work for the garbage collector. Bytes are only ever added
/// behind those that are there, so a copy shares them with what it was copied from, of which none reads further than it knows.
/// </remarks>
internal sealed class KillShard
{
    private const int SmallestCapacity = 8;
    private const int SmallestRoom = 512;

    private readonly ScopeKind _kind;
    private ushort[] _tags = new ushort[SmallestCapacity];

    /// <summary>Where the match of each slot begins.</summary>
    private int[] _starts = new int[SmallestCapacity];
    private byte[] _matches = new byte[SmallestRoom];
    private int _end;
    private int _count;

    /// <summary>Bytes of matches that stand in no slot any more.</summary>
    private int _left;

    public KillShard(ScopeKind kind, int generation) => (_kind, Generation) = (kind, generation);

    private KillShard(KillShard other, int generation)
        : this(other._kind, generation) =>
        (_tags, _starts, _matches, _end, _count, _left) = (
            [.. other._tags],
            [.. other._starts],
            other._matches,
            other._end,
            other._count,
            other._left
        );

    /// <summary>In which generation of its table it was made; it may be changed in that one only.</summary>
    public int Generation { get; }

    public IEnumerable<KillMatch> All
    {
        get
        {
            for (var slot = 0; slot < _tags.Length; slot++)
            {
                if (_tags[slot] != 0)
                    yield return At(slot);
            }
        }
    }

    public KillMatch? Find(ReadOnlySpan<byte> value, ulong hash)
    {
        var slot = SlotOf(value, hash);
        return _tags[slot] == 0 ? null : At(slot);
    }

    /// <returns>Whether the scope was not there before.</returns>
    public bool Set(KillMatch match, ulong hash)
    {
        var slot = SlotOf(match.Value, hash);
        var isNew = _tags[slot] == 0;
        if (!isNew)
            _left += At(slot).Bytes.Length;
        var bytes = match.Bytes;
        MakeRoom(bytes.Length);
        bytes.CopyTo(_matches.AsSpan(_end));
        _tags[slot] = TagOf(hash);
        _starts[slot] = _end;
        _end += bytes.Length;
        if (!isNew)
            return false;
        // At least a third stays empty, or else a look-up that finds nothing would go far.
        if (++_count * 3 > _tags.Length * 2)
            LayOut(_tags.Length * 2);
        return true;
    }

    public void Remove(ReadOnlySpan<byte> value, ulong hash)
    {
        var slot = SlotOf(value, hash);
        _left += At(slot).Bytes.Length;
        _tags[slot] = 0;
        _count--;
        // An emptied slot would cut off those that were put behind it.
        LayOut(_tags.Length);
    }

    public KillShard Copy(int generation) => new(this, generation);

    /// <summary>Never 0, which is an empty slot. The lowest bits chose the shard and the slot; these are others.</summary>
    private static ushort TagOf(ulong hash) => (ushort)((hash >> 48) | 1);

    private KillMatch At(int slot) => new(_kind, _matches, _starts[slot]);

    /// <summary>Where the scope is, or the empty slot where it would be.</summary>
    private int SlotOf(ReadOnlySpan<byte> value, ulong hash)
    {
        var tags = _tags;
        var tag = TagOf(hash);
        for (var slot = FirstSlot(hash); ; slot = (slot + 1) & (tags.Length - 1))
        {
            if (tags[slot] == 0 || (tags[slot] == tag && At(slot).Value.SequenceEqual(value)))
                return slot;
        }
    }

    private int FirstSlot(ulong hash) => (int)(hash >> 16) & (_tags.Length - 1);

    private void LayOut(int capacity)
    {
        var (tags, starts) = (_tags, _starts);
        (_tags, _starts) = (new ushort[capacity], new int[capacity]);
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i] == 0)
                continue;
            var slot = FirstSlot(ScopeHash.Of(new KillMatch(_kind, _matches, starts[i]).Value));
            while (_tags[slot] != 0)
                slot = (slot + 1) & (capacity - 1);
            (_tags[slot], _starts[slot]) = (tags[i], starts[i]);
        }
    }

    /// <summary>Whoever shares the bytes keeps those there were.</summary>
    private void MakeRoom(int length)
    {
        if (_matches.Length - _end >= length)
            return;
        var matches = new byte[Math.Max((_end - _left) * 3 / 2, SmallestRoom) + length];
        var end = 0;
        for (var slot = 0; slot < _tags.Length; slot++)
        {
            if (_tags[slot] == 0)
                continue;
            var bytes = At(slot).Bytes;
            bytes.CopyTo(matches.AsSpan(end));
            _starts[slot] = end;
            end += bytes.Length;
        }
        (_matches, _end, _left) = (matches, end, 0);
    }
}
