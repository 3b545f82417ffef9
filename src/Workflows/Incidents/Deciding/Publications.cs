using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Which state goes to the topic next, under which version.</summary>
internal static class Publications
{
    private const int MaxCausesInState = 50;

    /// <summary>
    /// The version the next state must have: above every earlier one, and not below the clock, so that even a lost record cannot bring
    /// old versions back.
    /// </summary>
    public static long NextVersion(this ScopeRecord record, long nowMs) => Math.Max(checked(record.Version + 1), nowMs);

    /// <summary>The KILLED that accounts for every cause so far: the one that has its version already, or a new one.</summary>
    public static (ScopeRecord Record, Publication Publication) ClaimKilled(this ScopeRecord record, Incident incident, long nowMs) =>
        incident.Killed is { } killed && !incident.HasUnpublishedCause && killed.State.Version == record.Version
            ? (record, killed)
            : Killed(record, incident, record.NextVersion(nowMs), nowMs);

    /// <summary>A KILLED that accounts for every cause so far.</summary>
    public static (ScopeRecord Record, Publication Publication) Killed(ScopeRecord record, Incident incident, long version, long nowMs)
    {
        var latest = incident.LatestCause;
        var publication = new Publication(
            new KillState
            {
                Scope = record.Scope,
                Status = KillStatus.Killed,
                Version = version,
                IncidentId = incident.IncidentId,
                Causes = CmdIds(incident),
                UpdatedTs = nowMs,
                UpdatedBy = latest.TriggeredBy,
                Reason = latest.Reason,
                LastCmdId = latest.CmdId,
                CorrId = latest.CorrId,
            },
            incident.CauseCount);
        return (record with { Version = version, Incident = incident with { Killed = publication } }, publication);
    }

    /// <summary>The ACTIVE that an approved request leads to.</summary>
    public static Publication Active(ScopeRecord record, Incident incident, UnkillRequest request, long nowMs)
    {
        var approval = request.Decisions.Last(decision => decision.Verdict == Verdict.Approve);
        return new Publication(
            new KillState
            {
                Scope = record.Scope,
                Status = KillStatus.Active,
                Version = record.NextVersion(nowMs),
                IncidentId = incident.IncidentId,
                Causes = CmdIds(incident),
                UpdatedTs = nowMs,
                UpdatedBy = approval.By.Id,
                Reason = approval.Reason,
                LastCmdId = request.CmdId,
                CorrId = request.CorrId,
            },
            incident.CauseCount);
    }

    private static string[] CmdIds(Incident incident) => [.. incident.Causes.TakeLast(MaxCausesInState).Select(cause => cause.CmdId)];
}
