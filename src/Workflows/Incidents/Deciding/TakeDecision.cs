using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Somebody approves, rejects or withdraws an unkill request.</summary>
/// <param name="Link">Which request.</param>
/// <param name="Actor">Who decides.</param>
/// <param name="Posted">What, why, and under which idempotency key.</param>
/// <param name="ApproversNow">Everybody who may approve at this moment. Whoever withdraws needs no such list: it is empty then.</param>
/// <param name="Closed">The incident's final document where there is one; otherwise null.</param>
internal sealed record TakeDecision(
    ApprovalLink Link,
    Actor Actor,
    ApprovalDecision Posted,
    IReadOnlyList<Person> ApproversNow,
    Incident? Closed
) : ITransition<Outcome<DecidedRequest>>, IDecision
{
    public Change<Outcome<DecidedRequest>> Decide(ScopeRecord record, long nowMs)
    {
        if (IncidentIn(record) is not { } incident || incident.FindRequest(Link.Request) is not { } request)
            return new(record, NotFound(Link));
        var taken = request.Take(this, $"{incident.Scope} stays killed");
        if (taken.IsRefused)
            return new(record, taken.Refusal);
        var (decided, decision, isRepeat) = taken.Value;
        if (isRepeat)
            return new(record, new DecidedRequest(incident, request, decision));
        var changed = incident.With(decided) with
        {
            Phase = decided.Status is RequestStatus.Rejected or RequestStatus.Withdrawn ? IncidentPhase.Killed : incident.Phase,
            Wait = !decided.IsOpen && incident.Wait is { Kind: WaitKind.Approval, Answer: null } wait
                ? wait with { Answer = new(RequestOutcomes.OutcomeOf(decided.Status), decided.Number) }
                : incident.Wait,
        };
        return new(record with { Incident = changed }, new DecidedRequest(changed, decided, decision));
    }

    /// <summary>
    /// A closed incident whose place in the record a newer one has taken is answered from its final document. Nothing of it can change.
    /// </summary>
    public Incident? IncidentIn(ScopeRecord record) => record.Incident?.IncidentId == Link.Id ? record.Incident : Closed;

    public static Refusal NotFound(ApprovalLink link) =>
        new(RefusalCode.ApprovalNotFound,
            $"There is no unkill request {link.Request} of incident {link.Id}. It may be older than the latest ten, "
            + "which are kept. Look the incident up under /incidents.");
}
