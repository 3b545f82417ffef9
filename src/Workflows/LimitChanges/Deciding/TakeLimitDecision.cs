using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.LimitChanges.Deciding;

/// <summary>Somebody approves, rejects or withdraws a change of a limit.</summary>
/// <param name="Link">Which change.</param>
/// <param name="Actor">Who decides.</param>
/// <param name="Posted">What, why, and under which idempotency key.</param>
/// <param name="ApproversNow">Everybody who may approve at this moment. Whoever withdraws needs no such list: it is empty then.</param>
/// <param name="Ended">The change's final document where there is one; otherwise null.</param>
internal sealed record TakeLimitDecision(
    ApprovalLink Link,
    Actor Actor,
    ApprovalDecision Posted,
    IReadOnlyList<Person> ApproversNow,
    LimitChange? Ended
) : ILimitTransition<Outcome<DecidedLimitChange>>, IDecision
{
    public LimitMove<Outcome<DecidedLimitChange>> Decide(LimitRecord record, long nowMs)
    {
        if (ChangeIn(record) is not { Request: { } request } change || request.Number != Link.Request)
            return new(record, NotFound(Link));
        var taken = request.Take(this, $"{change.Key.Words} stays as it is");
        if (taken.IsRefused)
            return new(record, taken.Refusal);
        var (decided, decision, isRepeat) = taken.Value;
        if (isRepeat)
            return new(record, new DecidedLimitChange(change, decision));
        var changed = change.With(decided);
        return new(record.With(changed), new DecidedLimitChange(changed, decision));
    }

    public LimitChange? ChangeIn(LimitRecord record) => record.Find(Link.Id) ?? Ended;

    public static Refusal NotFound(ApprovalLink link) =>
        new(RefusalCode.ApprovalNotFound, $"There is no change {link.Id} of a limit that others decide. GET /limits shows those that are open.");
}

/// <param name="Change">With the decision in it.</param>
/// <param name="Decision">The decision; of a repeat, the first.</param>
internal sealed record DecidedLimitChange(LimitChange Change, ApprovalDecision Decision);
