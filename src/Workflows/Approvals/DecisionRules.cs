using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Approvals;

/// <summary>Who may decide which request, and until when.</summary>
internal static class DecisionRules
{
    /// <param name="request">What is decided.</param>
    /// <param name="decision">What was posted.</param>
    /// <param name="stays">What is so as long as it is not approved, with its name: <c>ACCOUNT:1 stays killed</c>.</param>
    /// <returns>Why the decision does not count; null where it does.</returns>
    public static Refusal? Objection(ApprovalRequest request, IDecision decision, string stays)
    {
        var (link, actor, posted) = (decision.Link, decision.Actor, decision.Posted);
        return Ended(request) ?? Late(request, link, posted, stays) ?? (posted.Verdict == Verdict.Withdraw
            ? NotTheirs(request, actor)
            : Self(request, actor, posted)
                ?? Permissions.Check(actor, request.Words.Decide)
                ?? NoLonger(request, actor, decision.ApproversNow)
                ?? Twice(request, actor, posted));
    }

    /// <summary>A verdict inside a sentence.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Refusal? Ended(ApprovalRequest request) => request.Status switch
    {
        RequestStatus.Approved or RequestStatus.Rejected or RequestStatus.Withdrawn =>
            new(RefusalCode.ApprovalAlreadyDecided,
                $"This request was decided before: nothing has changed. {RequestWords.HowItEnded(request)}"),
        RequestStatus.Voided =>
            new(RefusalCode.ApprovalVoided,
                $"This request no longer counts: nothing has changed. {RequestWords.HowItEnded(request)} {request.Words.LookFirst}"),
        RequestStatus.Expired =>
            new(RefusalCode.ApprovalExpired,
                $"This request no longer counts: nothing has changed. {RequestWords.HowItEnded(request)} {request.Words.AskAnew}"),
        _ => null,
    };

    private static Refusal? Late(ApprovalRequest request, ApprovalLink link, ApprovalDecision posted, string stays) =>
        posted.Ts < Math.Min(link.ExpiresTs, request.ExpiresTs ?? long.MaxValue)
            ? null
            : new(RefusalCode.LinkExpired,
                $"This link expired at {UtcTime.Of(link.ExpiresTs)}: nothing has changed, {stays}. {request.Words.AskAnew}");

    private static Refusal? NotTheirs(ApprovalRequest request, Actor actor) =>
        IsRequester(request, actor)
            ? null
            : new(RefusalCode.NotTheRequester,
                $"Only whoever asked for the {request.Words.Noun} may withdraw it, and that is {request.AskedBy}. "
                + "An approver may reject it instead.");

    private static Refusal? Self(ApprovalRequest request, Actor actor, ApprovalDecision posted) =>
        IsRequester(request, actor)
            ? new(RefusalCode.SelfApproval,
                $"{actor.Name} asked for this {request.Words.Noun} and therefore cannot {Word(posted.Verdict)} it, whatever their role: "
                + $"it takes somebody else. {actor.Name} may withdraw it.")
            : null;

    /// <summary>
    /// A token keeps the roles it was issued with; whoever has been removed or demoted since decides nothing, whatever it says.
    /// </summary>
    private static Refusal? NoLonger(ApprovalRequest request, Actor actor, IReadOnlyList<Person> approversNow) =>
        approversNow.Contains(actor.Person)
            ? null
            : new(RefusalCode.RoleMissing,
                $"{actor.Name} may approve or reject {request.Words.ANoun} no longer: the token says approver, and whoever decides must "
                + "be one at that moment as well. Ask somebody who is.");

    private static Refusal? Twice(ApprovalRequest request, Actor actor, ApprovalDecision posted) =>
        posted.Verdict == Verdict.Approve
        && request.Decisions.Any(decision => decision.Approves && decision.By == actor.Person)
            ? new(RefusalCode.AlreadyApprovedByYou,
                $"{actor.Name} has approved this request; it waits for {request.Quorum - request.Approvals} more, by other people.")
            : null;

    private static bool IsRequester(ApprovalRequest request, Actor actor) => request.Requester == actor.Person;
}
