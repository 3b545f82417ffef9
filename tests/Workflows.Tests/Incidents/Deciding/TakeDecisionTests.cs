using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class TakeDecisionTests
{
    private static readonly ScopeRecord s_pending = Situation.Of("APPROVAL_PENDING");

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, RefusalCode.LinkExpired)]
    public void Decide_AtTheLinksEnd_IsLate(long afterEndMs, RefusalCode? expected)
    {
        var decision = Situation.Decision(s_pending, "carol", Verdict.Approve);

        var late = decision with { Posted = decision.Posted with { Ts = decision.Link.ExpiresTs + afterEndMs } };

        Assert.Equal(expected, late.Decide(s_pending, Situation.NowMs).Result.Refusal?.Code);
    }

    /// <summary>A link may outlive its request, never the other way round.</summary>
    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, RefusalCode.LinkExpired)]
    public void Decide_AtTheRequestsEnd_IsLate(long afterEndMs, RefusalCode? expected)
    {
        var decision = Situation.Decision(s_pending, "carol", Verdict.Approve);
        var expiresTs = s_pending.Incident!.FindRequest(1)!.ExpiresTs!.Value;

        var late = decision with
        {
            Link = decision.Link with { ExpiresTs = expiresTs + 60_000 },
            Posted = decision.Posted with { Ts = expiresTs + afterEndMs },
        };

        Assert.Equal(expected, late.Decide(s_pending, Situation.NowMs).Result.Refusal?.Code);
    }

    [Theory]
    [InlineData("alice", Verdict.Approve, RefusalCode.SelfApproval)]
    [InlineData("ALICE", Verdict.Reject, RefusalCode.SelfApproval)]
    [InlineData("bob", Verdict.Withdraw, RefusalCode.NotTheRequester)]
    public void Decide_NotTheirs_IsRefused(string by, Verdict verdict, RefusalCode expected) =>
        Assert.Equal(expected, Situation.Decision(s_pending, by, verdict).Decide(s_pending, Situation.NowMs).Result.Refusal!.Code);

    [Fact]
    public void Decide_WithdrawWithoutAnyRole_IsTheRequestersOwn()
    {
        var withdraw = Situation.Decision(s_pending, "alice", Verdict.Withdraw) with
        {
            Actor = new Actor(new("alice"), new HashSet<Role>()),
        };

        Assert.False(withdraw.Decide(s_pending, Situation.NowMs).Result.IsRefused);
    }

    [Fact]
    public void Decide_NoApprover_IsRefused()
    {
        var approve = Situation.Decision(s_pending, "carol", Verdict.Approve) with
        {
            Actor = new Actor(new("carol"), new HashSet<Role> { Role.Operator }),
        };

        Assert.Equal(RefusalCode.RoleMissing, approve.Decide(s_pending, Situation.NowMs).Result.Refusal!.Code);
    }

    /// <summary>What is late is late for everybody: nobody is told whose it would have been.</summary>
    [Theory]
    [InlineData("alice", Verdict.Approve)]
    [InlineData("bob", Verdict.Withdraw)]
    public void Decide_LateAndNotTheirs_IsLate(string by, Verdict verdict)
    {
        var decision = Situation.Decision(s_pending, by, verdict);
        var late = decision with { Posted = decision.Posted with { Ts = decision.Link.ExpiresTs } };

        Assert.Equal(RefusalCode.LinkExpired, late.Decide(s_pending, Situation.NowMs).Result.Refusal!.Code);
    }

    [Fact]
    public void Decide_ApprovedBeforeTheRoleWasLost_IsToldOfTheRole()
    {
        var two = s_pending with { Incident = s_pending.Incident!.With(s_pending.Incident!.FindRequest(1)! with { Quorum = 2 }) };
        var first = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs).Record;
        var again = Situation.Decision(two, "bob", Verdict.Approve);

        var demoted = again with
        {
            Actor = new Actor(new("bob"), new HashSet<Role> { Role.Operator }),
            Posted = again.Posted with { Key = "another" },
        };

        Assert.Equal(RefusalCode.RoleMissing, demoted.Decide(first, Situation.NowMs).Result.Refusal!.Code);
    }

    [Fact]
    public void Decide_VerdictThatIsNone_IsAFaultAndNoApproval()
    {
        var decision = Situation.Decision(s_pending, "bob", (Verdict)99);

        var fault = Assert.Throws<InvalidOperationException>(() => decision.Decide(s_pending, Situation.NowMs));

        Assert.Equal("Unknown verdict 99.", fault.Message);
    }

    [Fact]
    public void Decide_SameKeyAgain_RepeatsTheFirstAnswer_AndAnotherVerdictUnderItIsRefused()
    {
        var first = Situation.Decision(s_pending, "carol", Verdict.Reject);
        var decided = first.Decide(s_pending, Situation.NowMs);

        var again = first with { Posted = first.Posted with { Ts = first.Posted.Ts + 1, By = new("CAROL") } };
        var other = again with { Posted = again.Posted with { Verdict = Verdict.Approve } };

        Assert.Equal(first.Posted, again.Decide(decided.Record, Situation.NowMs).Result.Value!.Decision);
        Assert.Same(decided.Record, again.Decide(decided.Record, Situation.NowMs).Record);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Decide(decided.Record, Situation.NowMs).Result.Refusal!.Code);
    }

    [Fact]
    public void Decide_AnothersKey_IsNoRepeat()
    {
        var first = Situation.Decision(s_pending, "carol", Verdict.Reject);
        var bob = Situation.Decision(s_pending, "bob", Verdict.Reject);

        var decided = first.Decide(s_pending, Situation.NowMs).Record;
        var refused = (bob with { Posted = bob.Posted with { Key = first.Posted.Key } }).Decide(decided, Situation.NowMs);

        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, refused.Result.Refusal!.Code);
    }

    [Fact]
    public void Decide_QuorumOfTwo_TakesTwoPeople_AndTheTaskIsAnsweredOnce()
    {
        var incident = s_pending.Incident!;
        var two = s_pending with { Incident = incident.With(incident.FindRequest(1)! with { Quorum = 2 }) };

        var first = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs);
        var again = Situation.Decision(two, "BOB", Verdict.Approve);
        var twice = (again with { Posted = again.Posted with { Key = "other" } }).Decide(first.Record, Situation.NowMs);
        var second = Situation.Decision(two, "carol", Verdict.Approve).Decide(first.Record, Situation.NowMs);

        Assert.Equal((RequestStatus.Pending, true), (first.Result.Value!.Request.Status, first.Record.Incident!.Wait!.Answer is null));
        Assert.Equal(RefusalCode.AlreadyApprovedByYou, twice.Result.Refusal!.Code);
        Assert.Equal(RequestStatus.Approved, second.Result.Value!.Request.Status);
        Assert.Equal(new TaskAnswer(StepOutcome.Approved, 1), second.Record.Incident!.Wait!.Answer);
    }

    [Fact]
    public void Decide_WhoApprovedBeforeMayNoLonger_IsNotCountedAndMayApproveAgainOnceHeMay()
    {
        var incident = s_pending.Incident!;
        var two = s_pending with { Incident = incident.With(incident.FindRequest(1)! with { Quorum = 2 }) };
        var first = Situation.Decision(two, "bob", Verdict.Approve).Decide(two, Situation.NowMs).Record;
        var withoutBob = Situation.Decision(two, "carol", Verdict.Approve) with { ApproversNow = [new("carol"), new("dave")] };

        var second = withoutBob.Decide(first, Situation.NowMs);

        var request = second.Result.Value!.Request;
        Assert.Equal((RequestStatus.Pending, 1), (request.Status, request.Approvals));
        Assert.Null(second.Record.Incident!.Wait!.Answer);
        Assert.Equal(
            "It waits for 1 approval(s). What bob approved does not count: that person may approve no longer.",
            RequestWords.HowItEnded(request));

        var again = Situation.Decision(two, "bob", Verdict.Approve);
        var third = (again with { Posted = again.Posted with { Key = "another" } }).Decide(second.Record, Situation.NowMs);
        Assert.Equal(RequestStatus.Approved, third.Result.Value!.Request.Status);
    }

    [Theory]
    [InlineData(Verdict.Approve)]
    [InlineData(Verdict.Reject)]
    public void Decide_TokenSaysApproverAndTheListDoesNot_IsToldThatItIsSoNoLonger(Verdict verdict)
    {
        var demoted = Situation.Decision(s_pending, "bob", verdict) with { ApproversNow = [new("carol")] };

        var refusal = demoted.Decide(s_pending, Situation.NowMs).Result.Refusal!;

        Assert.Equal(RefusalCode.RoleMissing, refusal.Code);
        Assert.StartsWith("bob may approve or reject an unkill no longer:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ClosedAndReplaced_IsAnsweredFromTheFinalDocument()
    {
        var closed = Situation.Of("CLOSED");
        var decision = Situation.Decision(closed, "carol", Verdict.Approve) with { Closed = closed.Incident };
        var next = new Kill(Situation.Cause("kill-9")).Decide(closed, Situation.NowMs).Record;

        var change = decision.Decide(next, Situation.NowMs);

        Assert.Equal(RefusalCode.ApprovalAlreadyDecided, change.Result.Refusal!.Code);
        Assert.Same(next, change.Record);
    }
}
