using System.Runtime.CompilerServices;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Naming;

/// <summary>
/// A name that is held against very many others: how many edits each is away, lookalikes aside. A column of the table that
/// <see cref="NameDistance"/> goes through stands in the bits of a few words, and is worked out at once (Hyyrö 2003). Pure, immutable.
/// </summary>
/// <remarks>Names are read backwards: those of one house begin alike and end each in its own number, so most are soon told apart.</remarks>
internal sealed class NamePattern
{
    /// <summary>Of each ASCII character the places, from the name's end, at which it or a lookalike of it stands.</summary>
    private readonly ulong[] _places = new ulong[128];

    private readonly int _length;

    /// <param name="name">1 to <see cref="Scope.MaxValueLength"/> ASCII characters.</param>
    public NamePattern(string name)
    {
        _length = name.Length;
        for (var c = '\0'; c < _places.Length; c++)
        {
            for (var i = 0; i < name.Length; i++)
                _places[c] |= Lookalikes.Fold(name[^(i + 1)]) == Lookalikes.Fold(c) ? 1UL << i : 0;
        }
    }

    /// <summary>Whether another name is no more than so many edits away.</summary>
    // It is asked once a kill, and then of very many names: code that is compiled quickly at first would be slow just then, each time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsWithin(int edits, string other)
    {
        if (Math.Abs(other.Length - _length) > edits)
            return false;
        var places = _places;
        var (rises, falls, equal, before) = (ulong.MaxValue, 0UL, 0UL, 0UL);
        var distance = _length;
        for (var left = other.Length - 1; left >= 0; left--)
        {
            var at = other[left] < places.Length ? places[other[left]] : 0;
            var swapped = ((~equal & at) << 1) & before;
            equal = (((at & rises) + rises) ^ rises) | at | falls | swapped;
            var up = falls | ~(equal | rises);
            var down = equal & rises;
            distance += (int)((up >> (_length - 1)) & 1) - (int)((down >> (_length - 1)) & 1);
            // Each character that is left brings it down by one at most.
            if (distance - left > edits)
                return false;
            up = (up << 1) | 1;
            rises = (down << 1) | ~(equal | up);
            falls = up & equal;
            before = at;
        }
        return distance <= edits;
    }
}
