using System.Runtime.CompilerServices;

namespace KillSwitch.Workflows.Routing;

/// <summary>What holds one order back: scopes that it belongs to, widest first.</summary>
public struct KillMatches
{
    /// <summary>One of each kind, and two more of the symbol's: what it is on, and the root of its name.</summary>
    private const int Most = 10;

    private Slots _slots;

    public int Count { readonly get; private set; }

    /// <summary>The widest; null if the order may pass.</summary>
    public readonly KillMatch? First => _slots[0];

    /// <param name="index">From 0, the widest, to <see cref="Count"/> - 1.</param>
    public readonly KillMatch this[int index] =>
        _slots[index] ?? throw new ArgumentOutOfRangeException(nameof(index), index, "Fewer matched.");

    /// <summary>All of them, widest first.</summary>
    public readonly IEnumerable<KillMatch> All
    {
        get
        {
            var all = new KillMatch[Count];
            for (var i = 0; i < all.Length; i++)
                all[i] = this[i];
            return all;
        }
    }

    /// <param name="match">Not wider than those before it; null changes nothing.</param>
    internal void Add(KillMatch? match)
    {
        if (match is not null)
            _slots[Count++] = match;
    }

    /// <summary>Those that hold back what was sent then.</summary>
    internal readonly KillMatches ThatHold(long sentInMs)
    {
        var held = default(KillMatches);
        for (var i = 0; i < Count; i++)
            held.Add(this[i].HeldUpToInMs >= sentInMs ? this[i] : null);
        return held;
    }

    [InlineArray(Most)]
    private struct Slots
    {
        private KillMatch? _first;
    }
}
