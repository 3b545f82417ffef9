using System.Globalization;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Operators;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Approvals;

/// <summary>What a decision does to an unkill request.</summary>
internal static class ApprovalDecider
{
    /// <param name="record">The record of the request's scope.</param>
    /// <param name="link">Which request.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="posted">What, why, and under which idempotency key.</param>
    public static Change<Outcome<DecidedRequest>> Decide(ScopeRecord record, ApprovalLink link, Actor actor, ApprovalDecision posted)
    {
        if (record.Incident is not { } incident || incident.IncidentId != link.IncidentId || incident.FindRequest(link.Request) is not { } request)
            return new(record, NotFound(link));
        if (request.Decisions.FirstOrDefault(decision => decision.Key == posted.Key && Actor.SamePerson(decision.By, posted.By)) is { } repeated)
        {
            return repeated.Verdict == posted.Verdict
                ? new(record, new DecidedRequest(incident, request, repeated))
                : new(record, new Refusal(RefusalCode.IdempotencyKeyReused, $"The idempotency key was used before, to {Word(repeated.Verdict)} this request. Send a new key with a new decision."));
        }
        if (Objection(incident, request, link, actor, posted) is { } refusal)
            return new(record, refusal);
        var decided = With(request, posted);
        var changed = incident.With(decided) with
        {
            Phase = decided.Status is RequestStatus.Rejected or RequestStatus.Withdrawn ? IncidentPhase.Killed : incident.Phase,
            Wait = !decided.IsOpen && incident.Wait is { Kind: WaitKind.Approval, Answer: null } wait
                ? wait with { Answer = new(WaitDecider.OutcomeOf(decided.Status), decided.Number) }
                : incident.Wait,
        };
        return new(record with { Incident = changed }, new DecidedRequest(changed, decided, posted));
    }

    /// <summary>Who ended the request, how and when, in one sentence.</summary>
    public static string HowItEnded(UnkillRequest request)
    {
        var at = request.EndedTs is { } ended ? $" at {Time(ended)}" : "";
        var by = request.Decisions.Count == 0 ? "" : string.Join(" and ", request.Decisions.Where(Ending).Select(decision => $"{decision.By} ({decision.Reason})"));
        return request.Status switch
        {
            RequestStatus.Approved => $"It was approved by {by}{at}.",
            RequestStatus.Rejected => $"It was rejected by {(by.Length == 0 ? "the check of the separation of duties" : by)}{at}; the scope stays killed.",
            RequestStatus.Withdrawn => $"It was withdrawn by {by}{at}; the scope stays killed.",
            RequestStatus.Expired => $"It expired{at} before enough people approved; the scope stays killed.",
            RequestStatus.Voided => $"A further kill made it void{at}; the scope stays killed.",
            _ => $"It waits for {request.Quorum - request.Approvals} approval(s).",
        };

        bool Ending(ApprovalDecision decision) => request.Status switch
        {
            RequestStatus.Approved => decision.Verdict == Verdict.Approve,
            RequestStatus.Rejected => decision.Verdict == Verdict.Reject,
            RequestStatus.Withdrawn => decision.Verdict == Verdict.Withdraw,
            _ => false,
        };
    }

    internal static Refusal NotFound(ApprovalLink link) =>
        new(RefusalCode.ApprovalNotFound, $"There is no unkill request {link.Request} of incident {link.IncidentId}. It may be older than the latest ten, which are kept. Look the incident up under /incidents.");

    private static Refusal? Objection(Incident incident, UnkillRequest request, ApprovalLink link, Actor actor, ApprovalDecision posted)
    {
        switch (request.Status)
        {
            case RequestStatus.Approved or RequestStatus.Rejected or RequestStatus.Withdrawn:
                return new(RefusalCode.ApprovalAlreadyDecided, $"This request was decided before: nothing has changed. {HowItEnded(request)}");
            case RequestStatus.Voided:
                return new(RefusalCode.ApprovalVoided, $"This request no longer counts: nothing has changed. {HowItEnded(request)} Look at the new cause, then ask for a new unkill.");
            case RequestStatus.Expired:
                return new(RefusalCode.ApprovalExpired, $"This request no longer counts: nothing has changed. {HowItEnded(request)} Ask for a new unkill.");
        }
        if (posted.Ts >= Math.Min(link.ExpiresTs, request.ExpiresTs ?? long.MaxValue))
            return new(RefusalCode.LinkExpired, $"This link expired at {Time(link.ExpiresTs)}: nothing has changed, {incident.Scope} stays killed. Ask for a new unkill.");
        var asked = request.Requester is { } requester && actor.Is(requester);
        if (posted.Verdict == Verdict.Withdraw)
        {
            return asked
                ? null
                : new(RefusalCode.NotTheRequester, $"Only whoever asked for the unkill may withdraw it, and that is {request.AskedBy}. An approver may reject it instead.");
        }
        if (asked)
            return new(RefusalCode.SelfApproval, $"{actor.Name} asked for this unkill and therefore cannot {Word(posted.Verdict)} it, whatever their role: it takes somebody else. {actor.Name} may withdraw it.");
        if (Permissions.Check(actor, Permission.DecideUnkill) is { } missing)
            return missing;
        return request.Decisions.Any(decision => decision.Verdict == Verdict.Approve && actor.Is(decision.By))
            && posted.Verdict == Verdict.Approve
                ? new(RefusalCode.AlreadyApprovedByYou, $"{actor.Name} has approved this request; it waits for {request.Quorum - request.Approvals} more, by other people.")
                : null;
    }

    private static UnkillRequest With(UnkillRequest request, ApprovalDecision posted)
    {
        var decided = request with { Decisions = [.. request.Decisions, posted] };
        RequestStatus? ended = posted.Verdict switch
        {
            Verdict.Approve => decided.Approvals >= decided.Quorum ? RequestStatus.Approved : null,
            Verdict.Reject => RequestStatus.Rejected,
            Verdict.Withdraw => RequestStatus.Withdrawn,
            _ => throw new InvalidOperationException($"Unknown verdict {posted.Verdict}."),
        };
        return ended is { } status ? decided with { Status = status, EndedTs = posted.Ts } : decided;
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Time(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
