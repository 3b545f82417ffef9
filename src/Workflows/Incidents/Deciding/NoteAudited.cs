namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>A decision stands in the audit: whoever repeats it writes no second record.</summary>
/// <param name="IncidentId">Whose request was decided.</param>
/// <param name="Request">Its number.</param>
/// <param name="Decision">The decision.</param>
internal sealed record NoteAudited(string IncidentId, int Request, ApprovalDecision Decision) : ITransition<bool>
{
    /// <summary>False where the decision is not in the record any more, or was noted before.</summary>
    public Change<bool> Decide(ScopeRecord record, long nowMs)
    {
        if (
            record.Incident is not { } incident
            || incident.IncidentId != IncidentId
            || incident.FindRequest(Request) is not { } request
            || !request.Decisions.Any(IsIt)
        )
            return new(record, false);
        var noted = request with { Decisions = [.. request.Decisions.Select(d => IsIt(d) ? d with { Audited = true } : d)] };
        return new(record with { Incident = incident.With(noted) }, true);
    }

    private bool IsIt(ApprovalDecision decision) => decision.By == Decision.By && decision.Key == Decision.Key && !decision.Audited;
}
