using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Claims that trading is being restored, if the request is approved by enough others and has seen every cause.</summary>
internal sealed record ClaimRestore(int Request) : ICarriedTransition<PublicationClaim>
{
    public Change<PublicationClaim> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        var request = incident.FindRequest(Request);
        if (request?.Status != RequestStatus.Approved)
            return new(record, new(RequestOutcomes.OutcomeAfter(request), null));
        if (request.CausesSeen != incident.CauseCount)
            return new(record, new(StepOutcome.FurtherCause, null));
        if (SeparationOfDuties.Violation(request) is not null)
            return new(record, new(StepOutcome.Rejected, null));
        if (incident is { Phase: IncidentPhase.Restoring, Restored: { } claimed })
            return new(record, new(StepOutcome.Ok, claimed));
        var publication = Publications.Active(record, incident, request, nowMs);
        // From here on the topic may have it, whenever its acknowledgement comes: nobody may be told any more that the kill is in force.
        var restoring = incident with { Phase = IncidentPhase.Restoring, Restored = publication, InForce = null, Wait = null };
        return new(record with { Version = publication.State.Version, Incident = restoring }, new(StepOutcome.Ok, publication));
    }
}
