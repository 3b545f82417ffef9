using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>A decision stands in the audit: whoever repeats it writes no second record.</summary>
/// <param name="IncidentId">Whose request was decided.</param>
/// <param name="Request">Its number.</param>
/// <param name="Decision">The decision.</param>
internal sealed record NoteAudited(string IncidentId, int Request, ApprovalDecision Decision) : ITransition<bool>
{
    /// <summary>False where the decision is not in the record any more, or was noted before.</summary>
    public Change<bool> Decide(ScopeRecord record, long nowMs) =>
        record.Incident is { } incident
        && incident.IncidentId == IncidentId
        && incident.FindRequest(Request)?.Audited(Decision) is { } noted
            ? new(record with { Incident = incident.With(noted) }, true)
            : new(record, false);
}
