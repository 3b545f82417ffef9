namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// The execution has not published in time: KILLED is given its version for whoever holds the open incident to publish. The execution
/// adopts it when it comes, as a state that is there already.
/// </summary>
/// <param name="IncidentId">Which incident.</param>
internal sealed record ClaimOverdue(string IncidentId) : ITransition<Publication?>
{
    /// <returns>Null where a kill is in force, trading is being restored, or the incident is another by now.</returns>
    public Change<Publication?> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { Enforcement: Enforcement.Commanded } incident || incident.IncidentId != IncidentId)
            return new(record, null);
        var (changed, publication) = record.ClaimKilled(incident, nowMs);
        return new(changed, publication);
    }
}
