using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Routing;

/// <summary>
/// Folds the records of the state topic, in any order of partitions and however often they are delivered, into what is
/// killed. The newest version of a scope wins; whatever is not newer is ignored. What cannot be read never opens:
/// <list type="bullet">
/// <item>A record under a scope's key that cannot be read (no value, no JSON, unknown status, a version from the future,
/// another scope inside) makes that scope unknown, which is held back like a kill, until a newer record that can be read.</item>
/// <item>The other scope inside is unknown as of the version it is given there.</item>
/// <item>A record whose key is no scope holds back every order, until a record under the same key without a value
/// (a tombstone) withdraws it.</item>
/// </list>
/// docs/decisions/unreadable-state.md says why. An ACTIVE opens a scope for what is sent after it: the time of its record is kept, and of a
/// state that is published again the time of the first record (docs/decisions/sent-before-the-restore.md).
/// </summary>
/// <param name="time">Against which versions from the future are found.</param>
/// <param name="alarm">Called for each record that cannot be read.</param>
/// <remarks>Not thread-safe: one reader folds; the views it gives away are immutable.</remarks>
public sealed class KillStateFold(TimeProvider time, Action<StateAlarm> alarm)
{
    /// <summary>A scope is in at most one of these two, and its newest version with it, unless it cannot be read.</summary>
    private readonly ScopeTables _killed = new();
    private readonly ScopeTables _restored = new();

    /// <summary>The newest version that could be read of each scope whose state cannot be read.</summary>
    private readonly Dictionary<Scope, long> _versions = [];
    private readonly Dictionary<string, KillMatch> _unreadableKeys = new(StringComparer.Ordinal);

    /// <summary>The latest restore of everything that is no state: the end of a record that named no scope.</summary>
    private KillMatch? _withdrawn;
    private long _latestRestoreInMs = long.MinValue;
    private KillStateView? _view;

    /// <summary>How many records could not be read so far.</summary>
    public long Alarms { get; private set; }

    /// <summary>Takes in one record.</summary>
    /// <param name="partition">Where it stands, for the alarm.</param>
    /// <param name="offset">Where it stands, for the alarm.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="value">The record's value; null for a tombstone.</param>
    /// <param name="timeInMs">The record's time, Unix ms: of an ACTIVE, when its scope was restored.</param>
    public void Apply(int partition, long offset, byte[]? key, byte[]? value, long timeInMs)
    {
        var keyText = key is null ? "" : Encoding.UTF8.GetString(key);
        if (!Scope.TryParse(keyText, out var scope, out _))
        {
            ApplyUnreadableKey(partition, offset, keyText, value, timeInMs);
            return;
        }
        var nowInMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (
            StateInPlace.TryRead(value, out var inPlace)
            && inPlace.Scope.SequenceEqual(key)
            && !StateRecord.IsFromTheFuture(inPlace.Version, nowInMs)
        )
        {
            if (!IsNewer(scope, inPlace.Version))
                return;
            if (inPlace.Status == KillStatus.Killed)
                Kill(scope, KillMatch.Of(scope, inPlace));
            else
                Open(scope, KillMatch.Restored(scope, inPlace, timeInMs));
            return;
        }
        var state = StateRecord.Read(value, nowInMs, out var why);
        if (state is null)
        {
            MakeUnknown(partition, offset, scope, why);
            return;
        }
        if (state.Scope != scope)
        {
            // Either of the two may be the one that somebody meant to stop.
            MakeUnknown(partition, offset, scope, $"it is about {state.Scope}");
            if (IsNewer(state.Scope, state.Version))
                MakeUnknown(partition, offset, state.Scope, $"it stands under the key {scope}", state.Version);
            return;
        }
        if (!IsNewer(scope, state.Version))
            return;
        switch (state.Status)
        {
            case KillStatus.Active: Open(scope, KillMatch.Restored(scope, state, timeInMs)); break;
            case KillStatus.Killed: Kill(scope, KillMatch.Of(scope, state)); break;
            default: MakeUnknown(partition, offset, scope, $"its status {state.Status} is not known here", state.Version); break;
        }
    }

    /// <summary>What is killed, as of the given end offsets. Cheap while nothing has changed.</summary>
    public KillStateView View(IReadOnlyList<long> offsets)
    {
        _view ??= new KillStateView(
            _killed.Frozen(_unreadableKeys.Values.FirstOrDefault()),
            _restored.Frozen(_withdrawn),
            _latestRestoreInMs,
            offsets
        );
        return _view = _view.Offsets.SequenceEqual(offsets) ? _view : _view.At(offsets);
    }

    /// <summary>The newest version taken in of a scope, or null.</summary>
    public long? VersionOf(Scope scope) =>
        (_killed.Find(scope) ?? _restored.Find(scope)) is { IsKnown: true } match ? match.Version
        : _versions.TryGetValue(scope, out var version) ? version
        : null;

    /// <summary>
    /// Called once all of the topic has been read anew: whatever <paramref name="older"/> knew as killed and the topic no
    /// longer tells of stays held back, and so does what was sent before a restore that it no longer tells of. A topic that was emptied or
    /// made anew is no reason to open.
    /// </summary>
    public void CarryOver(KillStateFold older)
    {
        foreach (var scope in older._killed.All.Select(k => k.Scope))
        {
            // Without a version, none of its records could be read; whatever the topic still says of the scope takes their place.
            var version = older.VersionOf(scope);
            var isTold = version is null ? (_killed.Find(scope) ?? _restored.Find(scope)) is not null : VersionOf(scope) >= version;
            if (!isTold)
                MakeUnknown(
                    -1,
                    -1,
                    scope,
                    $"{(version is null ? "a record" : $"version {version}")}, which was read before, has vanished from the topic",
                    version
                );
        }
        foreach (var restored in older._restored.All.Where(r => _killed.Find(r.Scope) is null && IsNewer(r.Scope, r.Version)))
            Open(restored.Scope, restored);
        if (older._withdrawn is { } withdrawn)
            Withdraw(withdrawn);
        foreach (var (key, match) in older._unreadableKeys)
        {
            _view = null;
            _unreadableKeys.TryAdd(key, match);
        }
    }

    private bool IsNewer(Scope scope, long version) => VersionOf(scope) is not { } known || version > known;

    private void Kill(Scope scope, KillMatch match)
    {
        _view = null;
        _versions.Remove(scope);
        _restored.Remove(scope);
        _killed.Set(match);
    }

    private void Open(Scope scope, KillMatch match)
    {
        _view = null;
        _versions.Remove(scope);
        _killed.Remove(scope);
        _restored.Set(match);
        _latestRestoreInMs = Math.Max(_latestRestoreInMs, match.HeldUpToInMs);
    }

    private void Withdraw(KillMatch match)
    {
        _view = null;
        _withdrawn = ScopeTables.Longer(_withdrawn, match);
        _latestRestoreInMs = Math.Max(_latestRestoreInMs, match.HeldUpToInMs);
    }

    private void ApplyUnreadableKey(int partition, long offset, string key, byte[]? value, long timeInMs)
    {
        _view = null;
        if (value is null)
        {
            _unreadableKeys.Remove(key);
            // What it held back while it stood stays so, also where compaction has left only its end.
            Withdraw(KillMatch.Withdrawn(timeInMs));
            return;
        }
        _unreadableKeys[key] = KillMatch.Unknown(
            Scope.Global,
            $"a record of the state topic (partition {partition}, offset {offset}) names no scope, so nobody can tell whom it stops"
        );
        Raise(
            partition,
            offset,
            null,
            $"The state record at partition {partition}, offset {offset} has a key that is no scope ({Scope.Forms}). All orders are held back. "
                + "Find who wrote it; then withdraw it with a record of the same key and no value."
        );
    }

    /// <param name="partition">Of the record.</param>
    /// <param name="offset">Of the record.</param>
    /// <param name="scope">Whose state cannot be read.</param>
    /// <param name="why">What is wrong.</param>
    /// <param name="version">Only what is newer counts from now on; null leaves that as it is.</param>
    private void MakeUnknown(int partition, long offset, Scope scope, string why, long? version = null)
    {
        _view = null;
        if ((version ?? VersionOf(scope)) is { } newest)
            _versions[scope] = newest;
        _restored.Remove(scope);
        _killed.Set(KillMatch.Unknown(scope, $"the state of {scope} cannot be read: {why}"));
        Raise(
            partition,
            offset,
            scope,
            $"The state record of {scope} at partition {partition}, offset {offset} cannot be read: {why}. Orders of {scope} are held back until a newer record is published."
        );
    }

    private void Raise(int partition, long offset, Scope? scope, string message)
    {
        Alarms++;
        alarm(new StateAlarm(partition, offset, scope, message));
    }
}
