using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Which state goes to the topic next, under which version. Stored before it is published: a retry publishes the very same.</summary>
internal static class PublicationDecider
{
    private const int MaxCausesInState = 50;

    /// <summary>The KILLED that accounts for every cause so far.</summary>
    /// <returns>Null while ACTIVE is being published with every cause accounted for: a try that comes late must not undo it.</returns>
    public static Change<Publication?> Killed(ScopeRecord record, long nowMs)
    {
        var incident = record.OpenIncident!;
        if (incident.Phase == IncidentPhase.Restoring)
            return new(record, null);
        if (incident.Killed is { } killed && !incident.HasUnpublishedCause && killed.State.Version == record.Version)
            return new(record, killed);
        return AllocateKilled(record, record.NextVersion(nowMs), nowMs);
    }

    /// <summary>A KILLED above whatever stands in the topic.</summary>
    public static Change<Publication?> KilledAbove(ScopeRecord record, long foundVersion, long nowMs) =>
        AllocateKilled(record, (record with { Version = Math.Max(record.Version, foundVersion) }).NextVersion(nowMs), nowMs);

    /// <summary>Claims that trading is being restored, if the request is approved by enough others and has seen every cause.</summary>
    public static Change<RestoreClaim> Active(ScopeRecord record, int number, long nowMs)
    {
        var incident = record.OpenIncident!;
        var request = incident.FindRequest(number);
        if (request?.Status != RequestStatus.Approved)
            return new(record, new(WaitDecider.OutcomeOf(request is { IsOpen: true } ? RequestStatus.Expired : request?.Status), null));
        if (request.CausesSeen != incident.CauseCount)
            return new(record, new(StepOutcome.FurtherCause, null));
        if (SeparationOfDuties.Violation(request) is not null)
            return new(record, new(StepOutcome.Rejected, null));
        if (incident is { Phase: IncidentPhase.Restoring, Restored: { } claimed })
            return new(record, new(StepOutcome.Ok, claimed));
        var version = record.NextVersion(nowMs);
        var approval = request.Decisions.Last(decision => decision.Verdict == Verdict.Approve);
        var publication = new Publication(
            new KillState(
                record.Scope, KillStatus.Active, version, incident.IncidentId, CmdIds(incident), nowMs,
                Actor.UserPrefix + approval.By, approval.Reason, request.CmdId, request.CorrId),
            incident.CauseCount);
        return new(
            record with { Version = version, Incident = incident with { Phase = IncidentPhase.Restoring, Restored = publication, Wait = null } },
            new(StepOutcome.Ok, publication));
    }

    /// <summary>Notes that the topic has it.</summary>
    /// <returns>Whether it is still the state that should be there: false if a further kill came in between.</returns>
    public static Change<bool> Confirm(ScopeRecord record, string incidentId, long version, PublishedAt at, long nowMs)
    {
        if (record.OpenIncident is not { } incident || incident.IncidentId != incidentId)
            return new(record, false);
        if (incident.Killed is { } killed && killed.State.Version == version)
        {
            var phase = incident.Phase == IncidentPhase.Opening ? IncidentPhase.Killed : incident.Phase;
            var confirmed = Confirmed(killed, at, nowMs);
            return killed == confirmed && phase == incident.Phase
                ? new(record, true)
                : new(record with { Incident = incident with { Killed = confirmed, Phase = phase } }, true);
        }
        if (incident.Restored is { } restored && restored.State.Version == version)
        {
            var confirmed = Confirmed(restored, at, nowMs);
            return restored == confirmed
                ? new(record, true)
                : new(record with { Incident = incident with { Restored = confirmed } }, true);
        }
        return new(record, false);
    }

    private static Publication Confirmed(Publication publication, PublishedAt at, long nowMs) =>
        publication.ConfirmedTs is null ? publication with { ConfirmedTs = nowMs, Partition = at.Partition, Offset = at.Offset } : publication;

    private static Change<Publication?> AllocateKilled(ScopeRecord record, long version, long nowMs)
    {
        var incident = record.OpenIncident!;
        var latest = incident.LatestCause;
        var publication = new Publication(
            new KillState(
                record.Scope, KillStatus.Killed, version, incident.IncidentId, CmdIds(incident), nowMs,
                latest.TriggeredBy, latest.Reason, latest.CmdId, latest.CorrId),
            incident.CauseCount);
        return new(record with { Version = version, Incident = incident with { Killed = publication } }, publication);
    }

    private static string[] CmdIds(Incident incident) => [.. incident.Causes.TakeLast(MaxCausesInState).Select(cause => cause.CmdId)];
}
