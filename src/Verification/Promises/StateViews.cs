using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>Remembers what was found of one view of the state: decisions come batch after batch.</summary>
internal sealed class StateViews(IEnumerable<StateFact> states)
{
    private readonly StateTimeline _timeline = new(states);
    private readonly Dictionary<Scope[], (string? KilledBy, Restore? Latest)> _known = [];
    private IReadOnlyList<long>? _offsets;

    /// <inheritdoc cref="StateTimeline.KilledBy"/>
    public string? KilledBy(Scope[] scopes, IReadOnlyList<long> offsets) => Of(scopes, offsets).KilledBy;

    /// <inheritdoc cref="StateTimeline.LatestRestore"/>
    public Restore? LatestRestore(Scope[] scopes, IReadOnlyList<long> offsets) => Of(scopes, offsets).Latest;

    /// <summary>The same of one scope.</summary>
    public Restore? LatestRestore(Scope scope, IReadOnlyList<long> offsets) => _timeline.LatestRestore([scope], offsets);

    private (string? KilledBy, Restore? Latest) Of(Scope[] scopes, IReadOnlyList<long> offsets)
    {
        if (!ReferenceEquals(_offsets, offsets))
        {
            _known.Clear();
            _offsets = offsets;
        }
        if (!_known.TryGetValue(scopes, out var found))
            _known[scopes] = found = (_timeline.KilledBy(scopes, offsets), _timeline.LatestRestore(scopes, offsets));
        return found;
    }
}
