using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Puts a request to the approvers. One that was decided, withdrawn or voided in the meantime answers at once.</summary>
/// <param name="Wait">With the task's token, which is stored before anybody can be told about it.</param>
/// <param name="Request">Which request.</param>
/// <param name="Lifetime">How long it can be decided, from when it is first put to them.</param>
internal sealed record AwaitDecision(TaskWait Wait, int Request, TimeSpan Lifetime) : ICarriedTransition<WaitStart>
{
    public Change<WaitStart> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (WaitStart.Superseded(incident.Wait, Wait) is { } superseded)
            return new(record, superseded);
        var request = incident.FindRequest(Request);
        if (request is not { IsOpen: true })
            return WaitStart.Of(record, incident, Wait with { Answer = new(RequestOutcomes.OutcomeOf(request?.Status), Request) });
        if (request.ExpiresTs <= nowMs)
        {
            var expired = incident.With(request.Ended(RequestStatus.Expired, nowMs)) with { Phase = IncidentPhase.Killed };
            return WaitStart.Of(record, expired, Wait with { Answer = new(StepOutcome.Expired, Request) });
        }
        var pending = request.PutToApprovers(nowMs + (long)Lifetime.TotalMilliseconds);
        return WaitStart.Of(record, incident.With(pending) with { Phase = IncidentPhase.ApprovalPending }, Wait);
    }
}
