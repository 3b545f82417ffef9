using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Naming;

/// <summary>
/// The names that orders had in one kind of scope, and when each was last seen. Bounded: where there are more, those that were not seen for
/// the longest time are forgotten. Not thread-safe.
/// </summary>
/// <param name="most">Names that are kept; at least 8.</param>
internal sealed class NamesOfKind(int most)
{
    /// <summary>How many are forgotten at once, as finding the oldest looks at all: an eighth.</summary>
    private const int Part = 8;

    private readonly Dictionary<string, long> _lastSeen = new(StringComparer.Ordinal);

    public int Count => _lastSeen.Count;

    /// <summary>Of what was last seen up to then, Unix ms, some is forgotten; <see cref="long.MinValue"/> where nothing is.</summary>
    public long ForgottenUpTo { get; private set; } = long.MinValue;

    /// <summary>Takes note of a name. Allocates only for one that is new.</summary>
    /// <param name="name">ASCII, at most <see cref="Scope.MaxValueLength"/>; empty says nothing.</param>
    /// <param name="atMs">When, Unix ms.</param>
    public void Note(ReadOnlySpan<byte> name, long atMs)
    {
        if (name.IsEmpty)
            return;
        Span<char> text = stackalloc char[Scope.MaxValueLength];
        text = text[..Encoding.ASCII.GetChars(name, text)];
        ref var lastSeen = ref CollectionsMarshal.GetValueRefOrNullRef(_lastSeen.GetAlternateLookup<ReadOnlySpan<char>>(), text);
        if (!Unsafe.IsNullRef(ref lastSeen))
        {
            lastSeen = Math.Max(lastSeen, atMs);
            return;
        }
        if (_lastSeen.Count >= most)
            ForgetOldest();
        _lastSeen[text.ToString()] = atMs;
    }

    public bool IsSeenSince(string name, long sinceMs) => _lastSeen.TryGetValue(name, out var lastSeen) && lastSeen >= sinceMs;

    /// <summary>Those of the names seen since then that somebody may have meant who wrote this one.</summary>
    // It is asked once a kill, and goes through all: see NamePattern.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public IReadOnlyList<string> NearestTo(string name, long sinceMs)
    {
        var nearest = new NearestNames(name);
        foreach (var (other, lastSeen) in _lastSeen)
        {
            if (lastSeen >= sinceMs)
                nearest.Consider(other);
        }
        return nearest.Found;
    }

    private void ForgetOldest()
    {
        var times = _lastSeen.Values.ToArray();
        Array.Sort(times);
        ForgottenUpTo = Math.Max(ForgottenUpTo, times[times.Length / Part]);
        foreach (var (name, lastSeen) in _lastSeen)
        {
            if (lastSeen <= ForgottenUpTo)
                _lastSeen.Remove(name);
        }
    }
}
