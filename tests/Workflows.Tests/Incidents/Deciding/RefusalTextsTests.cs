using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

/// <summary>What somebody is told who may not do what he asked for: what is so, that nothing changed, and what to do.</summary>
public sealed class RefusalTextsTests
{
    private const string Start = "2027-01-15 08:00:00 UTC";

    private static readonly ScopeRecord s_pending = Situation.Of("APPROVAL_PENDING");

    [Theory]
    [InlineData(
        "none", "ACCOUNT:1 is not killed: no incident is open, so there is nothing to restore. GET /state lists what is killed.")]
    [InlineData(
        "KILLED asked",
        "An unkill of ACCOUNT:1 was already asked for by user:alice and still waits for 1 approval(s). "
        + "Wait for its outcome, or have it withdrawn or rejected first.")]
    [InlineData(
        "APPROVAL_PENDING approved",
        "An unkill of ACCOUNT:1 was already asked for by user:alice and was approved and trading is being restored. "
        + "Wait for its outcome, or have it withdrawn or rejected first.")]
    public void Ask_NotPossibleNow_SaysWhyAndWhatToDo(string situation, string expected) =>
        Assert.Equal(expected, Situation.Ask("unkill-2").Decide(Situation.Of(situation), Situation.NowMs).Result.Refusal!.Message);

    [Fact]
    public void Ask_OneOfTwoApprovedSoFar_SaysHowManyAreMissing()
    {
        var two = WithRequest(s_pending, request => request with { Quorum = 2 });
        var one = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs).Record;

        Assert.Contains(
            "still waits for 1 approval(s)", Situation.Ask("unkill-2").Decide(one, Situation.NowMs).Result.Refusal!.Message);
    }

    [Theory]
    [InlineData("bob", "An unkill of ACCOUNT:1 takes 2 approver(s) besides bob, and there are 1.")]
    [InlineData(null, "An unkill of ACCOUNT:1 takes 2 approver(s) besides whoever asked, who is not proven, and there are 1.")]
    public void Ask_NobodyCouldApprove_SaysHowManyItTakes(string? requester, string expected)
    {
        var ask = Situation.Ask("unkill-1") with
        {
            Requester = Person.Find(requester),
            Approvers = requester is null ? [new("carol")] : [new("bob"), new("carol")],
            Quorum = 2,
        };

        var refusal = ask.Decide(Situation.Of("KILLED"), Situation.NowMs).Result.Refusal!;

        Assert.Equal(RefusalCode.NobodyCouldApprove, refusal.Code);
        Assert.Equal(expected + " Give the role approver to more people, then ask again.", refusal.Message);
    }

    [Theory]
    [InlineData(
        "alice", Verdict.Approve,
        "alice asked for this unkill and therefore cannot approve it, whatever their role: it takes somebody else. alice may withdraw it.")]
    [InlineData(
        "alice", Verdict.Reject,
        "alice asked for this unkill and therefore cannot reject it, whatever their role: it takes somebody else. alice may withdraw it.")]
    [InlineData(
        "bob", Verdict.Withdraw,
        "Only whoever asked for the unkill may withdraw it, and that is user:alice. An approver may reject it instead.")]
    public void Decide_NotTheirs_SaysWhoseItIs(string by, Verdict verdict, string expected) =>
        Assert.Equal(expected, Refused(s_pending, Situation.Decision(s_pending, by, verdict)));

    [Fact]
    public void Decide_AfterTheLinksEnd_SaysWhenThatWas()
    {
        var decision = Situation.Decision(s_pending, "bob", Verdict.Approve);
        var late = decision with { Posted = decision.Posted with { Ts = decision.Link.ExpiresTs } };

        Assert.Equal(
            "This link expired at 2027-01-15 08:01:00 UTC: nothing has changed, ACCOUNT:1 stays killed. Ask for a new unkill.",
            Refused(s_pending, late));
    }

    [Theory]
    [InlineData(
        Verdict.Approve, 1,
        $"This request was decided before: nothing has changed. It was approved by bob (looked at it) at {Start}.")]
    [InlineData(
        Verdict.Reject, 1,
        $"This request was decided before: nothing has changed. It was rejected by bob (looked at it) at {Start}; the scope stays killed.")]
    public void Decide_DecidedBefore_SaysByWhomAndWhen(Verdict verdict, int quorum, string expected)
    {
        var asked = WithRequest(s_pending, request => request with { Quorum = quorum });
        var decided = Situation.Decision(asked, "bob", verdict).Decide(asked, Situation.NowMs).Record;

        Assert.Equal(expected, Refused(decided, Situation.Decision(decided, "carol", Verdict.Approve)));
    }

    [Fact]
    public void Decide_ApprovedByTwo_NamesBothAndNobodyElse()
    {
        var two = WithRequest(s_pending, request => request with { Quorum = 2 });
        var first = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs).Record;
        var approved = Situation.Decision(first, "carol", Verdict.Approve).Decide(first, Situation.NowMs).Record;

        Assert.Equal(
            "This request was decided before: nothing has changed. "
            + $"It was approved by bob (looked at it) and carol (looked at it) at {Start}.",
            Refused(approved, Situation.Decision(approved, "dave", Verdict.Reject)));
    }

    [Fact]
    public void Decide_Withdrawn_SaysSo()
    {
        var withdrawn = Situation.Decision(s_pending, "alice", Verdict.Withdraw).Decide(s_pending, Situation.NowMs).Record;

        Assert.Equal(
            "This request was decided before: nothing has changed. "
            + $"It was withdrawn by alice (looked at it) at {Start}; the scope stays killed.",
            Refused(withdrawn, Situation.Decision(withdrawn, "bob", Verdict.Approve)));
    }

    [Fact]
    public void Decide_RejectedByTheCheck_NamesTheCheck()
    {
        var approved = WithRequest(Situation.Of("APPROVAL_PENDING approved"), request => request with { Requester = new("bob") });
        var rejected = new CheckSeparation(1, [new("bob"), new("carol")]).Decide(approved, approved.Incident!, Situation.NowMs).Record;

        Assert.Equal(
            "This request was decided before: nothing has changed. "
            + $"It was rejected by the check of the separation of duties at {Start}; the scope stays killed. "
            + "bob asked for it and is among those who approved it.",
            Refused(rejected, Situation.Decision(rejected, "carol", Verdict.Approve)));
    }

    [Fact]
    public void Decide_Voided_SaysToLookAtTheNewCause()
    {
        var voided = new Kill(Situation.Cause("kill-2")).Decide(s_pending, Situation.NowMs).Record;

        Assert.Equal(
            $"This request no longer counts: nothing has changed. A further kill made it void at {Start}; the scope stays killed. "
            + "Look at the new cause, then ask for a new unkill.",
            Refused(voided, Situation.Decision(voided, "bob", Verdict.Approve)));
    }

    [Fact]
    public void Decide_Expired_SaysToAskAgain()
    {
        var expired = new Expire(1).Decide(s_pending, s_pending.Incident!, Situation.NowMs).Record;

        Assert.Equal(
            $"This request no longer counts: nothing has changed. It expired at {Start} before enough people approved; "
            + "the scope stays killed. Ask for a new unkill.",
            Refused(expired, Situation.Decision(expired, "bob", Verdict.Approve)));
    }

    [Fact]
    public void Decide_ApprovedByTheSamePersonBefore_SaysHowManyMoreItTakes()
    {
        var three = WithRequest(s_pending, request => request with { Quorum = 3 });
        var one = Situation.Decision(three, "bob", Verdict.Approve).Decide(three, Situation.NowMs).Record;
        var again = Situation.Decision(one, "bob", Verdict.Approve);

        Assert.Equal(
            "bob has approved this request; it waits for 2 more, by other people.",
            Refused(one, again with { Posted = again.Posted with { Key = "another" } }));
    }

    [Theory]
    [InlineData(Verdict.Reject, Verdict.Approve, "reject")]
    [InlineData(Verdict.Withdraw, Verdict.Reject, "withdraw")]
    public void Decide_SameKeyForAnotherVerdict_SaysWhatItWasUsedFor(Verdict first, Verdict then, string used)
    {
        var decision = Situation.Decision(s_pending, first == Verdict.Withdraw ? "alice" : "bob", first);
        var decided = decision.Decide(s_pending, Situation.NowMs).Record;

        Assert.Equal(
            $"The idempotency key was used before, to {used} this request. Send a new key with a new decision.",
            Refused(decided, decision with { Posted = decision.Posted with { Verdict = then } }));
    }

    [Fact]
    public void Decide_NoSuchRequest_SaysWhereToLook()
    {
        var decision = Situation.Decision(s_pending, "bob", Verdict.Approve);
        var other = decision with { Link = decision.Link with { Id = "inc-7", Request = 3 } };

        Assert.Equal(
            "There is no unkill request 3 of incident inc-7. It may be older than the latest ten, which are kept. "
            + "Look the incident up under /incidents.",
            Refused(s_pending, other));
    }

    [Fact]
    public void Words_OfARequestThatIsOpen_SayWhatItWaitsFor() =>
        Assert.Equal("It waits for 1 approval(s).", RequestWords.HowItEnded(s_pending.Incident!.FindRequest(1)!));

    private static string Refused(ScopeRecord record, TakeDecision decision)
    {
        var change = decision.Decide(record, Situation.NowMs);
        Assert.Same(record, change.Record);
        return change.Result.Refusal!.Message;
    }

    private static ScopeRecord WithRequest(ScopeRecord record, Func<UnkillRequest, UnkillRequest> change) =>
        record with { Incident = record.Incident!.With(change(record.Incident!.FindRequest(1)!)) };
}
