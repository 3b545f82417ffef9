using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// A KILL opens an incident, or adds a cause to the open one, which voids whatever was asked or approved without having seen it.
/// </summary>
/// <param name="Cause">The kill; its number is given here.</param>
internal sealed record Kill(Cause Cause) : ITransition<CommandEffect>
{
    private const int MaxCauses = 50;
    private const int MaxKeptReason = 300;

    /// <returns>The command's effect; that of the first time, if it was had before.</returns>
    public Change<CommandEffect> Decide(ScopeRecord record, long nowMs)
    {
        if (record.Recall(Cause.CmdId) is { } known)
            return new(record, known);
        return record.OpenIncident is { } open
            ? record.Remember(AddTo(open, nowMs), new(Cause.CmdId, CommandOutcome.CauseAdded, open.IncidentId))
            : Open(record, nowMs);
    }

    private Change<CommandEffect> Open(ScopeRecord record, long nowMs)
    {
        var incidentId = IncidentNames.IncidentId(record.Scope, Cause.CmdId);
        var incident = new Incident
        {
            IncidentId = incidentId,
            Scope = record.Scope,
            Phase = IncidentPhase.Opening,
            OpenedTs = nowMs,
            ExecutionName = IncidentNames.Execution(record.Scope, incidentId, generation: 1),
            CauseCount = 1,
            Causes = [Cause with { Number = 1 }],
        };
        return record.Remember(incident, new(Cause.CmdId, CommandOutcome.Opened, incidentId));
    }

    private Incident AddTo(Incident incident, long nowMs)
    {
        var number = incident.CauseCount + 1;
        var kept = Cause with { Number = number, Reason = Shortened(Cause.Reason) };
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
        request.IsOpen || request.Status == RequestStatus.Approved ? request.Ended(RequestStatus.Voided, nowMs) : request;

    /// <summary>An answer that was given stays: it may have been sent. What it leads to looks at the requests again.</summary>
    private static TaskWait? Answered(Incident incident) => incident.Wait switch
    {
        { Answer: null, Kind: WaitKind.UnkillRequest } wait => wait with { Answer = new(StepOutcome.FurtherCause, null) },
        { Answer: null, Kind: WaitKind.Approval } wait => wait with { Answer = new(StepOutcome.Voided, incident.Requests[^1].Number) },
        var wait => wait,
    };

    private static string Shortened(string reason) => reason.Length <= MaxKeptReason ? reason : reason[..MaxKeptReason] + "…";
}
