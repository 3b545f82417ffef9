using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>Remembers what was found of one view of the state: decisions come batch after batch.</summary>
internal sealed class StateViews(IEnumerable<StateFact> states)
{
    private readonly StateTimeline _timeline = new(states);
    private readonly Dictionary<Scope[], string?> _killedBy = [];
    private readonly Dictionary<Scope[], Restore?> _latestRestore = [];
    private IReadOnlyList<long>? _offsets;

    /// <inheritdoc cref="StateTimeline.KilledBy"/>
    public string? KilledBy(Scope[] scopes, IReadOnlyList<long> offsets) => Of(_killedBy, scopes, offsets, _timeline.KilledBy);

    /// <inheritdoc cref="StateTimeline.LatestRestore"/>
    public Restore? LatestRestore(Scope[] scopes, IReadOnlyList<long> offsets) =>
        Of(_latestRestore, scopes, offsets, _timeline.LatestRestore);

    /// <summary>The same of one scope.</summary>
    public Restore? LatestRestore(Scope scope, IReadOnlyList<long> offsets) => _timeline.LatestRestore([scope], offsets);

    private T Of<T>(Dictionary<Scope[], T> known, Scope[] scopes, IReadOnlyList<long> offsets, Func<Scope[], IReadOnlyList<long>, T> find)
    {
        if (!ReferenceEquals(_offsets, offsets))
        {
            _killedBy.Clear();
            _latestRestore.Clear();
            _offsets = offsets;
        }
        if (!known.TryGetValue(scopes, out var found))
            known[scopes] = found = find(scopes, offsets);
        return found;
    }
}
