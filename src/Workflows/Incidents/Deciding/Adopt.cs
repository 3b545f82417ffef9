using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The topic says KILLED and no incident is open: one is opened for it, so that people can restore it the regular way.</summary>
/// <param name="Found">What stands in the topic; later versions go above it.</param>
/// <param name="Cause">What the incident is opened for.</param>
internal sealed record Adopt(KillState Found, Cause Cause) : ITransition<Incident?>
{
    /// <returns>Null where an incident is open by now.</returns>
    public Change<Incident?> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not null)
            return new(record, null);
        var opened = new Kill(Cause).Decide(record with { Version = Math.Max(record.Version, Found.Version) }, nowMs);
        return new(opened.Record, opened.Record.OpenIncident);
    }
}
