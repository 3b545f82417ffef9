using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>
/// What was killed as of any offsets of the state topic, worked out here anew and not by the router's own fold: the
/// newest version counts, and what cannot be read kills.
/// </summary>
internal sealed class StateTimeline
{
    private readonly Dictionary<Scope, List<Entry>> _byScope = [];
    private readonly Dictionary<string, List<Entry>> _unreadableKeys = new(StringComparer.Ordinal);

    /// <param name="states">Partition after partition, in the order of the topic.</param>
    public StateTimeline(IEnumerable<StateFact> states)
    {
        foreach (var state in states)
        {
            var said = state.IsState ? (state.State!.Status, state.State.Version) : (KillStatus.Killed, 0);
            if (state.Scope is { } scope)
                Add(_byScope, scope, new Entry(state.Place, said));
            else
                Add(_unreadableKeys, state.Key, new Entry(state.Place, (state.IsTombstone ? KillStatus.Active : KillStatus.Killed, 0)));
        }
    }

    /// <summary>Why an order of these scopes must not pass; null if it may.</summary>
    /// <param name="scopes">All scopes that the order belongs to.</param>
    /// <param name="offsets">The state topic's ends, by partition.</param>
    public string? KilledBy(IEnumerable<Scope> scopes, IReadOnlyList<long> offsets)
    {
        foreach (var entries in _unreadableKeys.Values)
        {
            if (entries.LastOrDefault(e => e.IsBefore(offsets)) is { State.Status: KillStatus.Killed } unknown)
                return $"a record that names no scope, at {unknown.Place.In(Topics.State)}";
        }
        foreach (var scope in scopes)
        {
            if (!_byScope.TryGetValue(scope, out var entries))
                continue;
            Entry? effective = null;
            foreach (var entry in entries)
            {
                // 0 is a record that cannot be read: it stands until something readable is newer than what was known.
                if (entry.IsBefore(offsets) && (entry.State.Version == 0 || entry.State.Version > (effective?.Known ?? 0)))
                    effective = entry with { Known = Math.Max(entry.State.Version, effective?.Known ?? 0) };
            }
            if (effective is { State.Status: KillStatus.Killed })
                return $"{scope}, killed at {effective.Place.In(Topics.State)}";
        }
        return null;
    }

    private static void Add<TKey>(Dictionary<TKey, List<Entry>> to, TKey key, Entry entry)
        where TKey : notnull
    {
        if (!to.TryGetValue(key, out var entries))
            to[key] = entries = [];
        entries.Add(entry);
    }

    private sealed record Entry(Place Place, (KillStatus Status, long Version) State, long Known = 0)
    {
        public bool IsBefore(IReadOnlyList<long> offsets) => Place.Partition < offsets.Count && Place.Offset < offsets[Place.Partition];
    }
}
