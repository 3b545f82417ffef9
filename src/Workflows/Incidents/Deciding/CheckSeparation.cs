using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>
/// Checks an approved request once more, from what is stored and from who may approve now. One that too few others approved is rejected,
/// and the scope stays killed.
/// </summary>
/// <param name="Request">Which request of the incident.</param>
/// <param name="Approvers">Everybody who may approve at this moment.</param>
internal sealed record CheckSeparation(int Request, IReadOnlyList<Person> Approvers) : ICarriedTransition<RequestAnswer>
{
    /// <returns>OK where trading may be restored.</returns>
    public Change<RequestAnswer> Decide(ScopeRecord record, Incident incident, long nowMs)
    {
        if (incident.FindRequest(Request) is not { Status: RequestStatus.Approved } approved)
        {
            var ended = incident.FindRequest(Request);
            return new(record, new(RequestOutcomes.OutcomeAfter(ended), incident, ended));
        }
        if (approved.RejectedByCheck(Approvers, nowMs) is not { } rejected)
            return new(record, new(StepOutcome.Ok, incident, approved));
        var stands = incident.With(rejected) with { Phase = IncidentPhase.Killed };
        return new(record with { Incident = stands }, new(StepOutcome.Rejected, stands, rejected));
    }
}
