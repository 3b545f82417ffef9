using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification;

/// <summary>
/// What was killed as of any offsets of the state topic, worked out here anew and not by the router's own fold: the
/// newest version counts, and what cannot be read kills.
/// </summary>
public sealed class StateTimeline
{
    private readonly Dictionary<Scope, List<Entry>> _byScope = [];
    private readonly Dictionary<string, List<Entry>> _unreadableKeys = new(StringComparer.Ordinal);

    public StateTimeline(RunTopic topic)
    {
        foreach (var record in topic.Everything)
        {
            var key = record.Key is null ? "" : Encoding.UTF8.GetString(record.Key);
            if (Scope.TryParse(key, out var scope, out _))
                Add(_byScope, scope, new Entry(record.Partition, record.Offset, Of(record.Value, scope)));
            else
                Add(_unreadableKeys, key, new Entry(record.Partition, record.Offset, record.Value is null ? new(KillStatus.Active, 0) : new(KillStatus.Killed, 0)));
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
                return $"a record that names no scope, at {unknown.Place}";
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
                return $"{scope}, killed at {effective.Place}";
        }
        return null;
    }

    private static (KillStatus, long) Of(byte[]? value, Scope key)
    {
        try
        {
            var state = value is null ? null : JsonSerializer.Deserialize(value, ContractsJson.Default.KillState);
            return state is { Version: > 0 } && state.Scope == key ? (state.Status, state.Version) : (KillStatus.Killed, 0);
        }
        catch (JsonException)
        {
            return (KillStatus.Killed, 0);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<Entry>> to, TKey key, Entry entry)
        where TKey : notnull
    {
        if (!to.TryGetValue(key, out var entries))
            to[key] = entries = [];
        entries.Add(entry);
    }

    private sealed record Entry(int Partition, long Offset, (KillStatus Status, long Version) State, long Known = 0)
    {
        public string Place => $"{Topics.State} {Partition}:{Offset}";

        public bool IsBefore(IReadOnlyList<long> offsets) => Partition < offsets.Count && Offset < offsets[Partition];
    }
}
