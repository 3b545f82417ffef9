using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Approvals;

/// <summary>What happens to a request, whatever it asks for. All of it is pure.</summary>
internal static class RequestChanges
{
    public static TRequest Ended<TRequest>(this TRequest request, RequestStatus status, long nowMs)
        where TRequest : ApprovalRequest => request with { Status = status, EndedTs = nowMs };

    /// <summary>It is put to the approvers, who have it from now on; for the first time its end is set.</summary>
    /// <param name="request">One that is open.</param>
    /// <param name="expiresTs">Until when it can be decided, Unix ms.</param>
    public static TRequest PutToApprovers<TRequest>(this TRequest request, long expiresTs)
        where TRequest : ApprovalRequest =>
        request with { Status = RequestStatus.Pending, ExpiresTs = request.ExpiresTs ?? expiresTs };

    /// <summary>An approval counts only while whoever gave it may approve.</summary>
    /// <param name="request">The request.</param>
    /// <param name="approversNow">Everybody who may approve at this moment.</param>
    public static TRequest Lapsed<TRequest>(this TRequest request, IReadOnlyList<Person> approversNow)
        where TRequest : ApprovalRequest =>
        request with
        {
            Decisions =
            [
                .. request.Decisions.Select(decision =>
                    decision.Approves && !approversNow.Contains(decision.By) ? decision with { Lapsed = true } : decision
                ),
            ],
        };

    /// <summary>Checks an approved request once more, from who may approve now.</summary>
    /// <returns>The request rejected, with what is wrong; null where enough others approved it, who still may.</returns>
    public static TRequest? RejectedByCheck<TRequest>(this TRequest request, IReadOnlyList<Person> approversNow, long nowMs)
        where TRequest : ApprovalRequest
    {
        var asOfNow = request.Lapsed(approversNow);
        return SeparationOfDuties.Violation(asOfNow) is { } violation
            ? asOfNow.Ended(RequestStatus.Rejected, nowMs) with { CheckFound = violation }
            : null;
    }

    /// <summary>A decision stands in the audit.</summary>
    /// <returns>Null where the request has no such decision, or that was noted before.</returns>
    public static TRequest? Audited<TRequest>(this TRequest request, ApprovalDecision decision)
        where TRequest : ApprovalRequest
    {
        return request.Decisions.Any(IsIt)
            ? request with { Decisions = [.. request.Decisions.Select(d => IsIt(d) ? d with { Audited = true } : d)] }
            : null;

        bool IsIt(ApprovalDecision one) => one.By == decision.By && one.Key == decision.Key && !one.Audited;
    }

    /// <summary>Somebody approves, rejects or withdraws.</summary>
    /// <param name="request">The request.</param>
    /// <param name="decision">What was posted.</param>
    /// <param name="stays">What is so as long as it is not approved, with its name: <c>ACCOUNT:1 stays killed</c>.</param>
    public static Outcome<DecidedOn<TRequest>> Take<TRequest>(this TRequest request, IDecision decision, string stays)
        where TRequest : ApprovalRequest
    {
        var posted = decision.Posted;
        if (request.Decisions.FirstOrDefault(earlier => earlier.Key == posted.Key && earlier.By == posted.By) is { } repeated)
        {
            return repeated.Verdict == posted.Verdict
                ? new DecidedOn<TRequest>(request, repeated, IsRepeat: true)
                : new Refusal(RefusalCode.IdempotencyKeyReused,
                    $"The idempotency key was used before, to {DecisionRules.Word(repeated.Verdict)} this request. "
                    + "Send a new key with a new decision.");
        }
        return DecisionRules.Objection(request, decision, stays) is { } refusal
            ? refusal
            : new DecidedOn<TRequest>(request.With(posted, decision.ApproversNow), posted, IsRepeat: false);
    }

    private static TRequest With<TRequest>(this TRequest request, ApprovalDecision posted, IReadOnlyList<Person> approversNow)
        where TRequest : ApprovalRequest
    {
        // Who approved before and may no longer is not counted with whoever approves now.
        var counted = posted.Verdict == Verdict.Approve ? request.Lapsed(approversNow) : request;
        var decided = counted with { Decisions = [.. counted.Decisions, posted] };
        RequestStatus? ended = posted.Verdict switch
        {
            Verdict.Approve => decided.Approvals >= decided.Quorum ? RequestStatus.Approved : null,
            Verdict.Reject => RequestStatus.Rejected,
            Verdict.Withdraw => RequestStatus.Withdrawn,
            _ => throw new InvalidOperationException($"Unknown verdict {posted.Verdict}."),
        };
        return ended is { } status ? decided.Ended(status, posted.Ts) : decided;
    }
}
