using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;
using KillSwitch.Workflows.Text;

namespace KillSwitch.Workflows.Incidents.Deciding;

/// <summary>Who may decide which unkill request, and until when.</summary>
internal static class DecisionRules
{
    /// <returns>Why the decision does not count; null where it does.</returns>
    public static Refusal? Objection(Incident incident, UnkillRequest request, TakeDecision decision)
    {
        var (link, actor, posted) = (decision.Link, decision.Actor, decision.Posted);
        return Ended(request) ?? Late(incident, request, link, posted) ?? (posted.Verdict == Verdict.Withdraw
            ? NotTheirs(request, actor)
            : Self(request, actor, posted)
                ?? Permissions.Check(actor, Permission.DecideUnkill)
                ?? NoLonger(actor, decision.ApproversNow)
                ?? Twice(request, actor, posted));
    }

    /// <summary>A verdict inside a sentence.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static Refusal? Ended(UnkillRequest request) => request.Status switch
    {
        RequestStatus.Approved or RequestStatus.Rejected or RequestStatus.Withdrawn =>
            new(RefusalCode.ApprovalAlreadyDecided,
                $"This request was decided before: nothing has changed. {RequestWords.HowItEnded(request)}"),
        RequestStatus.Voided =>
            new(RefusalCode.ApprovalVoided,
                $"This request no longer counts: nothing has changed. {RequestWords.HowItEnded(request)} "
                + "Look at the new cause, then ask for a new unkill."),
        RequestStatus.Expired =>
            new(RefusalCode.ApprovalExpired,
                $"This request no longer counts: nothing has changed. {RequestWords.HowItEnded(request)} Ask for a new unkill."),
        _ => null,
    };

    private static Refusal? Late(Incident incident, UnkillRequest request, ApprovalLink link, ApprovalDecision posted) =>
        posted.Ts < Math.Min(link.ExpiresTs, request.ExpiresTs ?? long.MaxValue)
            ? null
            : new(RefusalCode.LinkExpired,
                $"This link expired at {UtcTime.Of(link.ExpiresTs)}: nothing has changed, {incident.Scope} stays killed. "
                + "Ask for a new unkill.");

    private static Refusal? NotTheirs(UnkillRequest request, Actor actor) =>
        IsRequester(request, actor)
            ? null
            : new(RefusalCode.NotTheRequester,
                $"Only whoever asked for the unkill may withdraw it, and that is {request.AskedBy}. An approver may reject it instead.");

    private static Refusal? Self(UnkillRequest request, Actor actor, ApprovalDecision posted) =>
        IsRequester(request, actor)
            ? new(RefusalCode.SelfApproval,
                $"{actor.Name} asked for this unkill and therefore cannot {Word(posted.Verdict)} it, whatever their role: "
                + $"it takes somebody else. {actor.Name} may withdraw it.")
            : null;

    /// <summary>
    /// A token keeps the roles it was issued with; whoever has been removed or demoted since decides nothing, whatever it says.
    /// </summary>
    private static Refusal? NoLonger(Actor actor, IReadOnlyList<Person> approversNow) =>
        approversNow.Contains(actor.Person)
            ? null
            : new(RefusalCode.RoleMissing,
                $"{actor.Name} may approve or reject an unkill no longer: the token says approver, and whoever decides must be one at "
                + "that moment as well. Ask somebody who is.");

    private static Refusal? Twice(UnkillRequest request, Actor actor, ApprovalDecision posted) =>
        posted.Verdict == Verdict.Approve
        && request.Decisions.Any(decision => decision.Approves && decision.By == actor.Person)
            ? new(RefusalCode.AlreadyApprovedByYou,
                $"{actor.Name} has approved this request; it waits for {request.Quorum - request.Approvals} more, by other people.")
            : null;

    private static bool IsRequester(UnkillRequest request, Actor actor) => request.Requester == actor.Person;
}
