namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The execution has run its first step: from here on nobody starts it again.</summary>
internal sealed record BindExecution(string ExecutionArn) : ICarriedTransition<Incident>
{
    public Change<Incident> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.ExecutionArn == ExecutionArn)
            return new(record, incident);
        var bound = incident with { ExecutionArn = ExecutionArn };
        return new(record with { Incident = bound }, bound);
    }
}
