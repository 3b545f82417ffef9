namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// Checks an approved request once more, from what is stored. One that too few others approved is rejected, and the scope stays killed.
/// </summary>
internal sealed record CheckSeparation(int Request) : ICarriedTransition<RequestAnswer>
{
    /// <returns>OK where trading may be restored.</returns>
    public Change<RequestAnswer> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.FindRequest(Request) is not { Status: RequestStatus.Approved } approved)
        {
            var ended = incident.FindRequest(Request);
            return new(record, new(RequestChanges.OutcomeAfter(ended), incident, ended));
        }
        if (SeparationOfDuties.Violation(approved) is null)
            return new(record, new(StepOutcome.Ok, incident, approved));
        var rejected = approved.Ended(RequestStatus.Rejected, nowMs);
        var stands = incident.With(rejected) with { Phase = IncidentPhase.Killed };
        return new(record with { Incident = stands }, new(StepOutcome.Rejected, stands, rejected));
    }
}
