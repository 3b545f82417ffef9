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
/// docs/decisions/unreadable-state.md says why.
/// </summary>
/// <param name="time">Against which versions from the future are found.</param>
/// <param name="alarm">Called for each record that cannot be read.</param>
/// <remarks>Not thread-safe: one reader folds; the views it gives away are immutable.</remarks>
public sealed class KillStateFold(TimeProvider time, Action<StateAlarm> alarm)
{
    /// <summary>
    /// The newest version of each scope that is not killed, or whose state cannot be read. That of a kill is the kill's own.
    /// </summary>
    private readonly Dictionary<Scope, long> _versions = [];
    private readonly KilledScopes _killed = new();
    private readonly Dictionary<string, KillMatch> _unreadableKeys = new(StringComparer.Ordinal);
    private KillStateView? _view;

    /// <summary>How many records could not be read so far.</summary>
    public long Alarms { get; private set; }

    /// <summary>Takes in one record.</summary>
    /// <param name="partition">Where it stands, for the alarm.</param>
    /// <param name="offset">Where it stands, for the alarm.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="value">The record's value; null for a tombstone.</param>
    public void Apply(int partition, long offset, byte[]? key, byte[]? value)
    {
        var keyText = key is null ? "" : Encoding.UTF8.GetString(key);
        if (!Scope.TryParse(keyText, out var scope, out _))
        {
            ApplyUnreadableKey(partition, offset, keyText, value);
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
                Open(scope, inPlace.Version);
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
            case KillStatus.Active: Open(scope, state.Version); break;
            case KillStatus.Killed: Kill(scope, KillMatch.Of(scope, state)); break;
            default: MakeUnknown(partition, offset, scope, $"its status {state.Status} is not known here", state.Version); break;
        }
    }

    /// <summary>What is killed, as of the given end offsets. Cheap while nothing has changed.</summary>
    public KillStateView View(IReadOnlyList<long> offsets)
    {
        _view ??= _killed.View(_unreadableKeys.Values.FirstOrDefault(), offsets);
        return _view = _view.Offsets.SequenceEqual(offsets) ? _view : _view.At(offsets);
    }

    /// <summary>The newest version taken in of a scope, or null.</summary>
    public long? VersionOf(Scope scope) =>
        _killed.Find(scope) is { IsKnown: true } kill ? kill.Version
        : _versions.TryGetValue(scope, out var version) ? version
        : null;

    /// <summary>
    /// Called once all of the topic has been read anew: whatever <paramref name="older"/> knew as killed and the topic no
    /// longer tells of stays held back. A topic that was emptied or made anew is no reason to open.
    /// </summary>
    public void CarryOver(KillStateFold older)
    {
        foreach (var scope in older._killed.All.Select(k => k.Scope))
        {
            // Without a version, none of its records could be read; whatever the topic still says of the scope takes their place.
            var version = older.VersionOf(scope);
            var isTold = version is null ? _killed.Find(scope) is not null || _versions.ContainsKey(scope) : VersionOf(scope) >= version;
            if (!isTold)
                MakeUnknown(
                    -1,
                    -1,
                    scope,
                    $"{(version is null ? "a record" : $"version {version}")}, which was read before, has vanished from the topic",
                    version
                );
        }
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
        _killed.Set(match);
    }

    private void Open(Scope scope, long version)
    {
        _view = null;
        _versions[scope] = version;
        _killed.Remove(scope);
    }

    private void ApplyUnreadableKey(int partition, long offset, string key, byte[]? value)
    {
        _view = null;
        if (value is null)
        {
            _unreadableKeys.Remove(key);
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
