using KillSwitch.Workflows.Approvals;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>The wait for a decision is over: a request that is still open expires, and the scope stays killed.</summary>
internal sealed record Expire(int Request) : ICarriedTransition<RequestAnswer>
{
    public Change<RequestAnswer> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.FindRequest(Request) is not { IsOpen: true } open)
        {
            var ended = incident.FindRequest(Request);
            return new(record, new(RequestOutcomes.OutcomeOf(ended?.Status), incident, ended));
        }
        var expired = open.Ended(RequestStatus.Expired, nowMs);
        var stands = incident.With(expired) with { Phase = IncidentPhase.Killed, Wait = null };
        return new(record with { Incident = stands }, new(StepOutcome.Expired, stands, expired));
    }
}
