using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents;

/// <summary>What a KILL does to its scope.</summary>
internal static class KillDecider
{
    private const int MaxCauses = 50;
    private const int MaxRecentCommands = 50;
    private const int MaxKeptReason = 300;

    /// <summary>Opens an incident, or adds a cause to the open one, which voids whatever was asked or approved without having seen it.</summary>
    /// <param name="record">The scope's record.</param>
    /// <param name="cause">The kill; its number is given here.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <returns>The command's effect; that of the first time, if it was had before.</returns>
    public static Change<RecentCommand> Decide(ScopeRecord record, Cause cause, long nowMs)
    {
        if (record.RecentCommands.FirstOrDefault(recent => recent.CmdId == cause.CmdId) is { } known)
            return new(record, known);
        return record.OpenIncident is { } open
            ? Remember(record, AddCause(open, cause, nowMs), new(cause.CmdId, CommandOutcome.CauseAdded, open.IncidentId))
            : Open(record, cause, nowMs);
    }

    /// <summary>Writes a command's effect into the record that the effect is saved with.</summary>
    internal static Change<RecentCommand> Remember(ScopeRecord record, Incident incident, RecentCommand command) =>
        new(record with
        {
            Incident = incident,
            RecentCommands = [.. record.RecentCommands.Skip(record.RecentCommands.Count - MaxRecentCommands + 1), command],
        }, command);

    private static Change<RecentCommand> Open(ScopeRecord record, Cause cause, long nowMs)
    {
        var incidentId = IncidentNames.IncidentId(record.Scope, cause.CmdId);
        var incident = new Incident
        {
            IncidentId = incidentId,
            Scope = record.Scope,
            Phase = IncidentPhase.Opening,
            OpenedTs = nowMs,
            ExecutionName = IncidentNames.Execution(record.Scope, incidentId, generation: 1),
            CauseCount = 1,
            Causes = [cause with { Number = 1 }],
        };
        return Remember(record, incident, new(cause.CmdId, CommandOutcome.Opened, incidentId));
    }

    private static Incident AddCause(Incident incident, Cause cause, long nowMs)
    {
        var number = incident.CauseCount + 1;
        var kept = cause with { Number = number, Reason = Shortened(cause.Reason) };
        return incident with
        {
            Phase = incident.Phase == IncidentPhase.Opening ? IncidentPhase.Opening : IncidentPhase.Killed,
            CauseCount = number,
            Causes = incident.Causes.Count < MaxCauses
                ? [.. incident.Causes, kept]
                : [incident.FirstCause, .. incident.Causes.Skip(2), kept],
            Requests = [.. incident.Requests.Select(request => Voided(request, nowMs))],
            // A claimed ACTIVE is void too, whether or not it reached the topic: a KILLED of a higher version follows it.
            Restored = null,
            Wait = Answered(incident),
        };
    }

    private static UnkillRequest Voided(UnkillRequest request, long nowMs) =>
        request.IsOpen || request.Status == RequestStatus.Approved
            ? request with { Status = RequestStatus.Voided, EndedTs = nowMs }
            : request;

    /// <summary>An answer that was given stays: it may have been sent. What it leads to looks at the requests again.</summary>
    private static TaskWait? Answered(Incident incident) => incident.Wait switch
    {
        { Answer: null, Kind: WaitKind.UnkillRequest } wait => wait with { Answer = new(StepOutcome.FurtherCause, null) },
        { Answer: null, Kind: WaitKind.Approval } wait => wait with { Answer = new(StepOutcome.Voided, incident.Requests[^1].Number) },
        var wait => wait,
    };

    private static string Shortened(string reason) => reason.Length <= MaxKeptReason ? reason : reason[..MaxKeptReason] + "…";
}
