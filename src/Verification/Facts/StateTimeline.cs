using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Facts;

/// <summary>
/// What was killed as of any offsets of the state topic, and when what is not had been restored, worked out here anew and not by the
/// router's own fold: the newest version counts, of the same version the first record, and what cannot be read kills.
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
                Add(_byScope, scope, new Entry(state.Place, said, state.PublishedInMs));
            else
                Add(
                    _unreadableKeys,
                    state.Key,
                    new Entry(state.Place, (state.IsTombstone ? KillStatus.Active : KillStatus.Killed, 0), state.PublishedInMs)
                );
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
            if (Effective(scope, offsets) is { State.Status: KillStatus.Killed } kill)
                return $"{scope}, killed at {kill.Place.In(Topics.State)}";
        }
        return null;
    }

    /// <summary>
    /// The latest end of anything that held back orders of these scopes; null if nothing ever did, or all of it still does.
    /// </summary>
    /// <param name="scopes">Scopes that an order belongs to, or some of them.</param>
    /// <param name="offsets">The state topic's ends, by partition.</param>
    public Restore? LatestRestore(IEnumerable<Scope> scopes, IReadOnlyList<long> offsets)
    {
        // The end of a record that named no scope is one of GLOBAL, as nobody could tell whom it stopped.
        var restores = scopes
            .SelectMany(scope => scope == Scope.Global ? Withdrawn(offsets).Append(Active(scope, offsets)) : [Active(scope, offsets)])
            .OfType<Restore>();
        return restores.MaxBy(r => r.AtInMs);
    }

    private Restore? Active(Scope scope, IReadOnlyList<long> offsets) =>
        Effective(scope, offsets) is { State.Status: KillStatus.Active } active ? new Restore(scope, active.Place, active.AtInMs) : null;

    private IEnumerable<Restore?> Withdrawn(IReadOnlyList<long> offsets) =>
        _unreadableKeys.Values.SelectMany(e => e)
            .Where(e => e.State.Status == KillStatus.Active && e.IsBefore(offsets))
            .Select(e => new Restore(Scope.Global, e.Place, e.AtInMs));

    private Entry? Effective(Scope scope, IReadOnlyList<long> offsets)
    {
        Entry? effective = null;
        foreach (var entry in _byScope.GetValueOrDefault(scope, []))
        {
            // 0 is a record that cannot be read: it stands until something readable is newer than what was known.
            if (entry.IsBefore(offsets) && (entry.State.Version == 0 || entry.State.Version > (effective?.Known ?? 0)))
                effective = entry with { Known = Math.Max(entry.State.Version, effective?.Known ?? 0) };
        }
        return effective;
    }

    private static void Add<TKey>(Dictionary<TKey, List<Entry>> to, TKey key, Entry entry)
        where TKey : notnull
    {
        if (!to.TryGetValue(key, out var entries))
            to[key] = entries = [];
        entries.Add(entry);
    }

    private sealed record Entry(Place Place, (KillStatus Status, long Version) State, long AtInMs, long Known = 0)
    {
        public bool IsBefore(IReadOnlyList<long> offsets) => Place.Partition < offsets.Count && Place.Offset < offsets[Place.Partition];
    }
}
