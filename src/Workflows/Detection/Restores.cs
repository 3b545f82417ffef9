using System.Runtime.InteropServices;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Detection;

/// <summary>
/// Which scopes are killed and which were restored, and since when, as the state topic says: from there on a scope's orders are
/// counted afresh.
/// </summary>
/// <remarks>
/// What an order belongs to follows from its arrival alone, not from when its ACTIVE was read: a detector that starts again, or another
/// engine, counts the same. Orders that came before it, or in its millisecond, are dropped by the router, so nothing is lost with
/// them. Not thread-safe.
/// </remarks>
public sealed class Restores
{
    /// <summary>
    /// Earlier restores of a scope that are kept, for orders that are read after them: far more than people can make in the time that
    /// a detector reads back.
    /// </summary>
    private const int Kept = 16;

    private readonly Dictionary<Scope, Latest> _latest = [];
    private readonly HashSet<Scope> _killed = [];

    /// <summary>Whether any scope is killed that has limits of its own, as GLOBAL has none.</summary>
    public bool AnyKilled => _killed.Count > 0;

    public bool IsKilled(Scope scope) => _killed.Contains(scope);

    public void Killed(Scope scope)
    {
        if (scope.Kind != ScopeKind.Global)
            _killed.Add(scope);
    }

    /// <summary>Takes note of an ACTIVE. One that is there already, written again, changes nothing.</summary>
    /// <param name="scope">What was restored.</param>
    /// <param name="version">The state's version.</param>
    /// <param name="at">The time of its record, Unix ms.</param>
    /// <returns>Whether it begins a count.</returns>
    public bool Restored(Scope scope, long version, long at)
    {
        _killed.Remove(scope);
        if (scope.Kind == ScopeKind.Global)
            return false;
        ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_latest, scope, out var known);
        if (!known)
        {
            latest = new Latest(new Restore(version, at), null);
            return true;
        }
        if (latest.Newest.Version == version || latest.Earlier?.Any(e => e.Version == version) is true)
            return false;
        IEnumerable<Restore> all = [.. latest.Earlier ?? [], latest.Newest, new Restore(version, at)];
        var kept = all.OrderBy(e => e.Version).TakeLast(Kept).ToArray();
        latest = new Latest(kept[^1], kept[..^1]);
        return true;
    }

    /// <summary>The ACTIVE that an order of the scope is counted from.</summary>
    /// <param name="scope">One of the order's.</param>
    /// <param name="arrivedTs">When the order arrived, Unix ms.</param>
    /// <param name="since">What came before this, Unix ms, is none of the order's business.</param>
    public Restore Before(Scope scope, long arrivedTs, long since = long.MinValue)
    {
        if (!_latest.TryGetValue(scope, out var latest))
            return Restore.None;
        if (latest.Newest.At < arrivedTs)
            return latest.Newest.At < since ? Restore.None : latest.Newest;
        for (var i = (latest.Earlier?.Length ?? 0) - 1; i >= 0; i--)
        {
            if (latest.Earlier![i].At < arrivedTs)
                return latest.Earlier[i].At < since ? Restore.None : latest.Earlier[i];
        }
        return Restore.None;
    }

    /// <param name="Newest">Of the highest version.</param>
    /// <param name="Earlier">The others by version; nearly no scope has any.</param>
    private readonly record struct Latest(Restore Newest, Restore[]? Earlier);
}
