using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The topic contradicts the open incident: KILLED is given a version above what stands there.</summary>
/// <param name="IncidentId">Which incident.</param>
/// <param name="Found">What stands in the topic.</param>
/// <param name="Cause">What it counts as where the incident was being restored: what was found nobody has approved.</param>
internal sealed record Repair(string IncidentId, KillState Found, Cause Cause) : ITransition<Incident?>
{
    /// <returns>With the KILLED to publish; null where the incident is closed by now, or nothing contradicts it.</returns>
    public Change<Incident?> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } open || open.IncidentId != IncidentId || !TopicDoubt.Contradicts(record, open, Found))
            return new(record, null);
        var doubted = open.Phase == IncidentPhase.Restoring ? new Kill(Cause).Decide(record, nowMs).Record : record;
        var above = (doubted with { Version = Math.Max(doubted.Version, Found.Version) }).NextVersion(nowMs);
        var (repaired, _) = Publications.Killed(doubted, doubted.OpenIncident! with { InForce = null }, above, nowMs);
        return new(repaired, repaired.Incident);
    }
}
