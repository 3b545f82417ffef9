namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// The execution has run its first step: from here on nobody starts it again. The KILLED that it goes on to publish gets its version
/// by the same save: a kill waits for every write.
/// </summary>
internal sealed record BindExecution(string ExecutionArn) : ICarriedTransition<Incident>
{
    public Change<Incident> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.ExecutionArn == ExecutionArn)
            return new(record, incident);
        var bound = record with { Incident = incident with { ExecutionArn = ExecutionArn } };
        // While ACTIVE is being published, KILLED needs a new cause.
        if (incident.Phase != IncidentPhase.Restoring)
            bound = bound.ClaimKilled(bound.Incident, nowMs).Record;
        return new(bound, bound.Incident!);
    }
}
