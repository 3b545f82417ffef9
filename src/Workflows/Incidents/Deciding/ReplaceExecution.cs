namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The execution ended although the incident is open: another, of the next generation, takes it over.</summary>
/// <param name="Ended">The execution that ended.</param>
internal sealed record ReplaceExecution(Carrier Ended) : ITransition<Incident?>
{
    /// <returns>Null where it does not carry the open incident any more.</returns>
    public Change<Incident?> Decide(ScopeRecord record, long nowMs)
    {
        if (record.OpenIncident is not { } open || !Ended.Carries(open))
            return new(record, null);
        var generation = open.Generation + 1;
        var next = open with
        {
            Generation = generation,
            ExecutionName = IncidentNames.Execution(open.Scope, open.IncidentId, generation),
            ExecutionArn = null,
            Wait = null,
        };
        return new(record with { Incident = next }, next);
    }
}
