using KillSwitch.Verification.Facts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Verification.Promises;

/// <summary>Remembers what was found of one view of the state: decisions come batch after batch.</summary>
internal sealed class KilledScopes(IEnumerable<StateFact> states)
{
    private readonly StateTimeline _timeline = new(states);
    private readonly Dictionary<Scope[], string?> _known = [];
    private IReadOnlyList<long>? _offsets;

    /// <inheritdoc cref="StateTimeline.KilledBy"/>
    public string? KilledBy(Scope[] scopes, IReadOnlyList<long> offsets)
    {
        if (!ReferenceEquals(_offsets, offsets))
        {
            _known.Clear();
            _offsets = offsets;
        }
        if (!_known.TryGetValue(scopes, out var why))
            _known[scopes] = why = _timeline.KilledBy(scopes, offsets);
        return why;
    }
}
