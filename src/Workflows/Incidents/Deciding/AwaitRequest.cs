namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Begins to wait for an unkill request. A request, or a kill, that came earlier answers at once.</summary>
/// <param name="Wait">With the task's token, which is stored before anybody can be told about it.</param>
internal sealed record AwaitRequest(TaskWait Wait) : ICarriedTransition<WaitStart>
{
    public Change<WaitStart> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (WaitStart.Superseded(incident.Wait, Wait) is { } superseded)
            return new(record, superseded);
        TaskAnswer? answer = incident switch
        {
            { HasUnpublishedCause: true } => new(StepOutcome.FurtherCause, null),
            { CurrentRequest: { } request } => new(StepOutcome.Requested, request.Number),
            _ => null,
        };
        var phase = incident is { Phase: IncidentPhase.ApprovalPending, CurrentRequest: null } ? IncidentPhase.Killed : incident.Phase;
        return WaitStart.Of(record, incident with { Phase = phase }, Wait with { Answer = answer });
    }
}
