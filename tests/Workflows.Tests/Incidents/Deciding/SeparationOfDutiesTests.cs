using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Incidents.Deciding;
using KillSwitch.Workflows.People;

namespace KillSwitch.Workflows.Tests.Incidents.Deciding;

public sealed class SeparationOfDutiesTests
{
    private static readonly Person[] s_approvers = [new("bob"), new("carol")];

    [Theory]
    [InlineData(1, "bob")]
    [InlineData(2, "bob", "carol")]
    [InlineData(1, "bob", "carol")]
    public void Violation_EnoughOthers_IsNone(int quorum, params string[] approvers) =>
        Assert.Null(SeparationOfDuties.Violation(Approved(quorum, approvers)));

    [Theory]
    [InlineData("alice")]
    [InlineData(" ALICE ")]
    public void Violation_TheRequesterAmongThem_IsOneHoweverManyOthersApproved(string self) =>
        Assert.Equal(
            "alice asked for it and is among those who approved it.",
            SeparationOfDuties.Violation(Approved(1, "bob", self, "carol")));

    [Fact]
    public void Violation_OnePersonTwice_CountsOnce() =>
        Assert.Equal("It takes 2 people to approve it and 1 did.", SeparationOfDuties.Violation(Approved(2, "bob", "Bob ")));

    [Fact]
    public void Violation_WhoRejected_DoesNotCountAsApproving()
    {
        var request = Approved(2, "bob");

        Assert.NotNull(SeparationOfDuties.Violation(request with
        {
            Decisions = [.. request.Decisions, new(new("carol"), Verdict.Reject, "no", 1, "k")],
        }));
    }

    [Fact]
    public void Violation_NobodyProvenAsked_OnlyTheQuorumCounts() =>
        Assert.Null(SeparationOfDuties.Violation(Approved(2, "bob", "alice") with { Requester = null }));

    [Theory]
    [InlineData(null, 3)]
    [InlineData("BOB", 2)]
    [InlineData("zoe", 3)]
    public void Eligible_EachOnceWithoutTheRequester(string? requester, int expected) =>
        Assert.Equal(expected, SeparationOfDuties.Eligible([new("bob"), new("Bob"), new("carol"), new("erin")], Person.Find(requester)));

    /// <summary>What a door left open would have stored: the execution's own check rejects it, and restores nothing.</summary>
    [Fact]
    public void CheckSeparation_ApprovedByTheRequester_RejectsAndStaysKilled()
    {
        var record = Situation.Of("APPROVAL_PENDING approved");
        var forged = record.Incident!.With(record.Incident!.FindRequest(1)! with { Requester = new("bob") });

        var change = new CheckSeparation(1, s_approvers).Decide(record with { Incident = forged }, forged, Situation.NowMs + 5);

        Assert.Equal(StepOutcome.Rejected, change.Result.Outcome);
        Assert.Equal(
            (IncidentPhase.Killed, RequestStatus.Rejected, Situation.NowMs + 5),
            (change.Record.Incident!.Phase, change.Result.Request!.Status, change.Result.Request.EndedTs!.Value));
        Assert.Equal(change.Result.Request, change.Record.Incident.FindRequest(1));
    }

    [Theory]
    [InlineData(
        "It takes 1 people to approve it and 0 did. What bob approved does not count: that person may approve no longer.",
        "carol"
    )]
    [InlineData(null, "BOB")]
    public void Violation_ApproverRemovedSince_HisApprovalCountsNoLonger(string? violation, params string[] approversNow)
    {
        var asOfNow = Approved(1, "bob").Lapsed([.. approversNow.Select(name => new Person(name))]);

        Assert.Equal(violation, SeparationOfDuties.Violation(asOfNow));
    }

    [Fact]
    public void Violation_OneOfMoreThanItTakesRemoved_IsNone() =>
        Assert.Null(SeparationOfDuties.Violation(Approved(1, "bob", "carol").Lapsed([new("carol")])));

    [Fact]
    public void CheckSeparation_OneOfTwoApproversRemoved_RejectsAndKeepsWhoAndWhy()
    {
        var record = Situation.Of("APPROVAL_PENDING approved");
        var two = record.Incident!.With(Approved(2, "bob", "carol"));

        var rejected = new CheckSeparation(1, [new("carol")]).Decide(record with { Incident = two }, two, Situation.NowMs).Result.Request!;

        Assert.Equal(
            "It takes 2 people to approve it and 1 did. What bob approved does not count: that person may approve no longer.",
            rejected.CheckFound);
        Assert.Equal([true, false], rejected.Decisions.Select(decision => decision.Lapsed));
    }

    /// <summary>The last door: even past the check, no version is given to an ACTIVE that its requester approved.</summary>
    [Fact]
    public void ClaimRestore_ApprovedByTheRequester_ClaimsNothing()
    {
        var record = Situation.Of("APPROVAL_PENDING approved");
        var forged = record.Incident!.With(record.Incident!.FindRequest(1)! with { Requester = new("bob") });

        var change = new ClaimRestore(1).Decide(record with { Incident = forged }, forged, Situation.NowMs);

        Assert.Equal(new PublicationClaim(StepOutcome.Rejected, null), change.Result);
        Assert.Equal(record.Version, change.Record.Version);
    }

    private static UnkillRequest Approved(int quorum, params string[] approvers) =>
        Situation.Of("APPROVAL_PENDING").Incident!.FindRequest(1)! with
        {
            Quorum = quorum,
            Status = RequestStatus.Approved,
            Decisions = [.. approvers.Select(by => new ApprovalDecision(new(by), Verdict.Approve, "ok", 1, "key"))],
        };
}
