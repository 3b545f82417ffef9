using System.Text;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// A part of a <see cref="KillTable"/>: open addressing with linear probing. Sixteen bits of each hash stand apart from
/// what they lead to, so that a look-up that finds nothing stays within them; what they do find is compared in full.
/// </summary>
internal sealed class KillShard
{
    private const int SmallestCapacity = 8;

    private ushort[] _tags;
    private KillMatch?[] _matches;
    private int _count;

    public KillShard(int generation)
        : this(generation, new ushort[SmallestCapacity], new KillMatch?[SmallestCapacity], 0)
    {
    }

    private KillShard(int generation, ushort[] tags, KillMatch?[] matches, int count) =>
        (Generation, _tags, _matches, _count) = (generation, tags, matches, count);

    /// <summary>In which generation of its table it was made; it may be changed in that one only.</summary>
    public int Generation { get; }

    public IEnumerable<KillMatch> All => _matches.OfType<KillMatch>();

    public KillMatch? Find(ReadOnlySpan<byte> value, ulong hash)
    {
        var slot = SlotOf(value, hash);
        return _tags[slot] == 0 ? null : _matches[slot];
    }

    /// <returns>Whether the scope was not there before.</returns>
    public bool Set(ReadOnlySpan<byte> value, ulong hash, KillMatch match)
    {
        var slot = SlotOf(value, hash);
        var isNew = _tags[slot] == 0;
        _tags[slot] = TagOf(hash);
        _matches[slot] = match;
        if (!isNew)
            return false;
        // At least a third stays empty, or else a look-up that finds nothing would go far.
        if (++_count * 3 > _tags.Length * 2)
            (_tags, _matches) = Laid(_matches, _tags.Length * 2);
        return true;
    }

    public KillShard Copy(int generation) => new(generation, [.. _tags], [.. _matches], _count);

    /// <summary>A copy without one scope. Laid out anew: an emptied slot would cut off those that were put behind it.</summary>
    public KillShard Without(KillMatch match, int generation)
    {
        var (tags, matches) = Laid(_matches.Where(m => !ReferenceEquals(m, match)), _tags.Length);
        return new KillShard(generation, tags, matches, _count - 1);
    }

    private static (ushort[] Tags, KillMatch?[] Matches) Laid(IEnumerable<KillMatch?> matches, int capacity)
    {
        var shard = new KillShard(0, new ushort[capacity], new KillMatch?[capacity], 0);
        Span<byte> room = stackalloc byte[Scope.MaxValueLength];
        foreach (var match in matches.OfType<KillMatch>())
        {
            var value = ScopeBytes.Of(match.Scope, room);
            shard.Set(value, ScopeHash.Of(value), match);
        }
        return (shard._tags, shard._matches);
    }

    /// <summary>Never 0, which is an empty slot. The lowest bits chose the shard and the slot; these are others.</summary>
    private static ushort TagOf(ulong hash) => (ushort)((hash >> 48) | 1);

    /// <summary>Where the scope is, or the empty slot where it would be.</summary>
    private int SlotOf(ReadOnlySpan<byte> value, ulong hash)
    {
        var tags = _tags;
        var tag = TagOf(hash);
        for (var slot = (int)(hash >> 16) & (tags.Length - 1); ; slot = (slot + 1) & (tags.Length - 1))
        {
            if (tags[slot] == 0 || (tags[slot] == tag && Ascii.Equals(value, _matches[slot]!.Scope.Value)))
                return slot;
        }
    }
}
