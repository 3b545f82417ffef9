using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Local.Happenings;

/// <summary>
/// Orders that were not let by, for whoever reads along: the first of each incident, and the first that was no order, at once; how many
/// more came, now and then. Not thread-safe.
/// </summary>
internal sealed class HeldBack
{
    private readonly Dictionary<string, long> _more = [];

    /// <returns>What to say at once; null where it is counted.</returns>
    public Happening? Take(DecisionAudit audit)
    {
        switch (audit.Decision)
        {
            case Decision.Drop:
                return First($"orders of {Cause(audit)} held back") ? HappeningOf.Dropped(audit) : null;
            case Decision.Reject:
                return First(Refused(audit)) ? HappeningOf.Rejected(audit) : null;
            default:
                return null;
        }
    }

    /// <summary>How many more came since this was last asked.</summary>
    public IReadOnlyList<Happening> Told()
    {
        var told = _more.Where(m => m.Value > 0).Select(m => new Happening("", Tone.Quiet, $"{m.Value:#,0} more: {m.Key}")).ToList();
        foreach (var what in _more.Keys.ToList())
            _more[what] = 0;
        return told;
    }

    private static string Refused(DecisionAudit audit) => audit switch
    {
        { Rule: { } rule } => $"orders refused for {rule}",
        { AccountId: not null } => "orders refused that have no price",
        _ => "records rejected that are no orders",
    };

    private bool First(string what)
    {
        if (_more.TryAdd(what, 0))
            return true;
        _more[what]++;
        return false;
    }

    private static string Cause(DecisionAudit audit) =>
        $"{string.Join(", ", audit.ScopeMatches)}{(audit.IncidentId is { } incident ? $" ({incident})" : "")}";
}
