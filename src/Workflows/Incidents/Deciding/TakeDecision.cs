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
) : ITransition<Outcome<DecidedRequest>>
{
    public Change<Outcome<DecidedRequest>> Decide(ScopeRecord record, long nowMs)
    {
        if (IncidentIn(record) is not { } incident || incident.FindRequest(Link.Request) is not { } request)
            return new(record, NotFound(Link));
        if (request.Decisions.FirstOrDefault(IsSame) is { } repeated)
        {
            return repeated.Verdict == Posted.Verdict
                ? new(record, new DecidedRequest(incident, request, repeated))
                : new(record, new Refusal(RefusalCode.IdempotencyKeyReused,
                    $"The idempotency key was used before, to {DecisionRules.Word(repeated.Verdict)} this request. "
                    + "Send a new key with a new decision."));
        }
        if (DecisionRules.Objection(incident, request, this) is { } refusal)
            return new(record, refusal);
        var decided = Decided(request);
        var changed = incident.With(decided) with
        {
            Phase = decided.Status is RequestStatus.Rejected or RequestStatus.Withdrawn ? IncidentPhase.Killed : incident.Phase,
            Wait = !decided.IsOpen && incident.Wait is { Kind: WaitKind.Approval, Answer: null } wait
                ? wait with { Answer = new(RequestChanges.OutcomeOf(decided.Status), decided.Number) }
                : incident.Wait,
        };
        return new(record with { Incident = changed }, new DecidedRequest(changed, decided, Posted));
    }

    /// <summary>
    /// A closed incident whose place in the record a newer one has taken is answered from its final document. Nothing of it can change.
    /// </summary>
    public Incident? IncidentIn(ScopeRecord record) => record.Incident?.IncidentId == Link.IncidentId ? record.Incident : Closed;

    public static Refusal NotFound(ApprovalLink link) =>
        new(RefusalCode.ApprovalNotFound,
            $"There is no unkill request {link.Request} of incident {link.IncidentId}. It may be older than the latest ten, "
            + "which are kept. Look the incident up under /incidents.");

    private bool IsSame(ApprovalDecision earlier) => earlier.Key == Posted.Key && earlier.By == Posted.By;

    private UnkillRequest Decided(UnkillRequest request)
    {
        // Who approved before and may no longer is not counted with whoever approves now.
        var counted = Posted.Verdict == Verdict.Approve ? request.Lapsed(ApproversNow) : request;
        var decided = counted with { Decisions = [.. counted.Decisions, Posted] };
        RequestStatus? ended = Posted.Verdict switch
        {
            Verdict.Approve => decided.Approvals >= decided.Quorum ? RequestStatus.Approved : null,
            Verdict.Reject => RequestStatus.Rejected,
            Verdict.Withdraw => RequestStatus.Withdrawn,
            _ => throw new InvalidOperationException($"Unknown verdict {Posted.Verdict}."),
        };
        return ended is { } status ? decided.Ended(status, Posted.Ts) : decided;
    }
}
