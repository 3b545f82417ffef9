using System.Runtime.InteropServices;

namespace KillSwitch.Workflows.Limits;

/// <summary>
/// When a key was seen last, if that is not too long ago. What is older is forgotten a generation at a time, so that no key is looked for
/// when its time is over. One thread at a time.
/// </summary>
/// <param name="keptMs">How long ago is not too long. Keys are kept for up to twice as long.</param>
internal sealed class RecentKeys(long keptMs)
{
    private Dictionary<UInt128, long> _young = [];
    private Dictionary<UInt128, long> _old = [];
    private long _since;

    /// <summary>Notes that a key is seen.</summary>
    /// <param name="key">The key.</param>
    /// <param name="atInMs">Unix ms; as a rule not before the one before.</param>
    /// <returns>How long before it was seen, in ms, below 0 where times go back; null where it was not.</returns>
    public long? See(UInt128 key, long atInMs)
    {
        // Also where times go back by more than a generation: else one that was far ahead would have everything kept until then.
        if (Math.Abs(atInMs - _since) > keptMs)
            Turn(atInMs);
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_young, key, out var isYoung);
        var before = isYoung ? at : _old.TryGetValue(key, out var old) ? old : (long?)null;
        at = atInMs;
        return atInMs - before is { } ago && ago <= keptMs ? ago : null;
    }

    private void Turn(long atInMs)
    {
        (_young, _old) = (_old, _young);
        _young.Clear();
        _since = atInMs;
    }
}
