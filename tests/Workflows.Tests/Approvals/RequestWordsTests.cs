using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Tests.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Approvals;

public sealed class RequestWordsTests
{
    private static readonly UnkillRequest s_pending = Situation.Of("APPROVAL_PENDING").Incident!.FindRequest(1)!;

    /// <summary>One whose end was not written down has none to tell; the sentence stays whole.</summary>
    [Theory]
    [InlineData(RequestStatus.Approved, "It was approved by bob (ok) and carol (ok).")]
    [InlineData(RequestStatus.Rejected, "It was rejected by erin (no); the scope stays killed.")]
    [InlineData(RequestStatus.Withdrawn, "It was withdrawn by alice (later); the scope stays killed.")]
    [InlineData(RequestStatus.Expired, "It expired before enough people approved; the scope stays killed.")]
    [InlineData(RequestStatus.Voided, "A further kill made it void; the scope stays killed.")]
    public void HowItEnded_WithoutItsTime_NamesWhoeverEndedItAndNobodyElse(RequestStatus status, string expected) =>
        Assert.Equal(expected, RequestWords.HowItEnded(Decided(status)));

    [Fact]
    public void HowItEnded_Open_SaysHowManyAreMissing() =>
        Assert.Equal("It waits for 1 approval(s).", RequestWords.HowItEnded(Decided(RequestStatus.Pending) with { Quorum = 3 }));

    private static UnkillRequest Decided(RequestStatus status) => s_pending with
    {
        Status = status,
        EndedTs = null,
        Decisions =
        [
            new(new("bob"), Verdict.Approve, "ok", 1, "k-1"), new(new("carol"), Verdict.Approve, "ok", 2, "k-2"),
            new(new("erin"), Verdict.Reject, "no", 3, "k-3"), new(new("alice"), Verdict.Withdraw, "later", 4, "k-4"),
        ],
    };
}
