using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Claims that trading is being restored, if the request is approved by enough others and has seen every cause.</summary>
internal sealed record ClaimRestore(int Request) : ICarriedTransition<PublicationClaim>
{
    public Change<PublicationClaim> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        var request = incident.FindRequest(Request);
        if (request?.Status != RequestStatus.Approved)
            return new(record, new(RequestChanges.OutcomeAfter(request), null));
        if (request.CausesSeen != incident.CauseCount)
            return new(record, new(StepOutcome.FurtherCause, null));
        if (SeparationOfDuties.Violation(request) is not null)
            return new(record, new(StepOutcome.Rejected, null));
        if (incident is { Phase: IncidentPhase.Restoring, Restored: { } claimed })
            return new(record, new(StepOutcome.Ok, claimed));
        var publication = Active(record, incident, request, nowMs);
        var restoring = incident with { Phase = IncidentPhase.Restoring, Restored = publication, Wait = null };
        return new(record with { Version = publication.State.Version, Incident = restoring }, new(StepOutcome.Ok, publication));
    }

    private static Publication Active(ScopeRecord record, Incident incident, UnkillRequest request, long nowMs)
    {
        var approval = request.Decisions.Last(decision => decision.Verdict == Verdict.Approve);
        return new Publication(
            new KillState
            {
                Scope = record.Scope,
                Status = KillStatus.Active,
                Version = record.NextVersion(nowMs),
                IncidentId = incident.IncidentId,
                Causes = Versions.CmdIds(incident),
                UpdatedTs = nowMs,
                UpdatedBy = approval.By.Id,
                Reason = approval.Reason,
                LastCmdId = request.CmdId,
                CorrId = request.CorrId,
            },
            incident.CauseCount);
    }
}
