namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Stands before a <see cref="KillTable"/> and says of nearly every scope that is not killed that it is not, from one word
/// of memory: with a million kills the rest of the table is out of the processor's caches. May say of any that it could be.
/// </summary>
/// <remarks>
/// A Bloom filter whose bits of one scope share a word. One thread adds while others ask: bits are only ever set, so whoever
/// was given the filter goes on finding all that was added before.
/// </remarks>
internal sealed class KillFilter(int capacity)
{
    /// <summary>With three bits set for each scope, about one in a hundred others passes.</summary>
    private const int BitsAScope = 16;

    private readonly ulong[] _words = new ulong[Math.Max(1, capacity / (64 / BitsAScope))];

    /// <summary>How many may be added before too many others pass. A power of two.</summary>
    public int Capacity { get; } = capacity;

    public int Added { get; private set; }

    public bool MayHold(ulong hash)
    {
        var bits = BitsOf(hash);
        return (_words[WordOf(hash)] & bits) == bits;
    }

    public void Add(ulong hash)
    {
        _words[WordOf(hash)] |= BitsOf(hash);
        Added++;
    }

    private int WordOf(ulong hash) => (int)(hash >> 32) & (_words.Length - 1);

    private static ulong BitsOf(ulong hash) =>
        (1UL << (int)(hash & 63)) | (1UL << (int)((hash >> 6) & 63)) | (1UL << (int)((hash >> 12) & 63));
}
