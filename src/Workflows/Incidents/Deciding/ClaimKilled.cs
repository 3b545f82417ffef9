namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Gives the KILLED that accounts for every cause so far its version.</summary>
internal sealed record ClaimKilled : ICarriedTransition<PublicationClaim>
{
    /// <returns>SUPERSEDED while ACTIVE is being published with every cause accounted for: a late try must not undo it.</returns>
    public Change<PublicationClaim> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.Phase == IncidentPhase.Restoring)
            return new(record, new(StepOutcome.Superseded, null));
        var (changed, publication) = record.ClaimKilled(incident, nowMs);
        return new(changed, new(StepOutcome.Ok, publication));
    }
}
