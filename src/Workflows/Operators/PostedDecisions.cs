using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Ports;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Operators;

/// <summary>What was posted to a callback link, checked as far as that is the same whatever the link is of.</summary>
/// <param name="Posted">What, why, and under which idempotency key.</param>
/// <param name="ApproversNow">Everybody who may approve at this moment; empty for whoever withdraws.</param>
/// <param name="IsRepeat">Whether the same was posted before under the same key.</param>
internal sealed record PostedDecision(ApprovalDecision Posted, IReadOnlyList<Person> ApproversNow, bool IsRepeat);

/// <summary>Checks decisions about unkills and about changes of limits.</summary>
internal sealed class PostedDecisions(IdempotencyKeys keys, IApproverDirectory approvers, TimeProvider time)
{
    /// <param name="actor">From a verified token.</param>
    /// <param name="act">As audits name it.</param>
    /// <param name="linkId">The id in the callback link.</param>
    /// <param name="verdictWord">APPROVE, REJECT or WITHDRAW.</param>
    /// <param name="reason">Mandatory.</param>
    /// <param name="idempotencyKey">See <see cref="IdempotencyKey"/>.</param>
    /// <param name="cancellationToken">Gives up; the key may be claimed.</param>
    /// <exception cref="StoreUnavailableException">Nothing is decided.</exception>
    public async Task<Outcome<PostedDecision>> CheckAsync(
        Actor actor,
        string act,
        string linkId,
        string? verdictWord,
        string? reason,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        Verdict? verdict = verdictWord switch
        {
            "APPROVE" => Verdict.Approve,
            "REJECT" => Verdict.Reject,
            "WITHDRAW" => Verdict.Withdraw,
            _ => null,
        };
        var malformed = (
            verdict is null
                ? new Refusal(RefusalCode.DecisionInvalid, "The decision must be APPROVE, REJECT or WITHDRAW, in capitals.")
                : null
        )
            ?? CommandText.CheckReason(reason)
            ?? IdempotencyKey.Check(idempotencyKey);
        if (malformed is not null)
            return malformed;
        var key = await keys.ClaimAsync(
            actor, idempotencyKey, act, linkId, NowMs(), [linkId, verdictWord!, reason!], cancellationToken);
        if (key.Refusal is not null)
            return key.Refusal;
        var now = verdict is Verdict.Withdraw ? Outcome<IReadOnlyList<Person>>.Of([]) : await ApproversNowAsync(cancellationToken);
        if (now.IsRefused)
            return now.Refusal;
        var posted = new ApprovalDecision(
            actor.Person,
            verdict!.Value,
            reason!,
            NowMs(),
            IdempotencyKeys.OrOfThisCall(idempotencyKey)
        )
        {
            Roles = [.. actor.Roles.Order()],
        };
        return new PostedDecision(posted, now.Value, key.IsRepeat);
    }

    /// <summary>What is refused because the same person has said the same before: that stands in the audit, and is said once.</summary>
    public static ApprovalDecision? Repeated(Refusal refusal, ApprovalRequest? request, ApprovalDecision posted) =>
        refusal.Code is RefusalCode.AlreadyApprovedByYou or RefusalCode.ApprovalAlreadyDecided
            ? request?.Decisions.LastOrDefault(earlier => earlier.By == posted.By && earlier.Verdict == posted.Verdict)
            : null;

    /// <summary>Everybody who may approve at this moment, or that nobody knows.</summary>
    private async Task<Outcome<IReadOnlyList<Person>>> ApproversNowAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Outcome<IReadOnlyList<Person>>.Of(await approvers.ListAsync(cancellationToken));
        }
        catch (DirectoryUnavailableException)
        {
            return new Refusal(
                RefusalCode.DependencyUnavailable,
                "Who may approve is not known just now: nothing has changed. Decide again in a moment."
            );
        }
    }

    private long NowMs() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
