using KillSwitch.Workflows.Approvals;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Tests.Incidents.Deciding;

namespace KillSwitch.Workflows.Tests.Incidents;

public sealed class IncidentTests
{
    [Theory]
    [InlineData("OPENING", Enforcement.Commanded)]
    [InlineData("KILLED", Enforcement.InForce)]
    [InlineData("APPROVAL_PENDING approved", Enforcement.InForce)]
    [InlineData("RESTORING", Enforcement.Restoring)]
    [InlineData("RESTORING published", Enforcement.Restored)]
    [InlineData("CLOSED", Enforcement.Restored)]
    public void Enforcement_OnItsWay_IsWhatTheTopicHasAcknowledged(string situation, Enforcement expected) =>
        Assert.Equal(expected, Situation.Of(situation).Incident!.Enforcement);

    /// <summary>A document from before it was told, closed without the ACTIVE it ended with, is restored all the same.</summary>
    [Fact]
    public void Enforcement_ClosedWithoutItsActive_IsRestored() =>
        Assert.Equal(Enforcement.Restored, (Situation.Of("CLOSED").Incident! with { Restored = null }).Enforcement);

    [Theory]
    [InlineData(RequestStatus.Requested, true)]
    [InlineData(RequestStatus.Pending, true)]
    [InlineData(RequestStatus.Approved, true)]
    [InlineData(RequestStatus.Rejected, false)]
    [InlineData(RequestStatus.Withdrawn, false)]
    [InlineData(RequestStatus.Voided, false)]
    [InlineData(RequestStatus.Expired, false)]
    public void CurrentRequest_ByItsStatus_IsTheOneUnderWay(RequestStatus status, bool expected)
    {
        var incident = Situation.Of("APPROVAL_PENDING").Incident!;
        var only = incident with { Requests = [incident.FindRequest(1)! with { Status = status }] };

        Assert.Equal(expected, only.CurrentRequest is not null);
        Assert.Null((incident with { Requests = [] }).CurrentRequest);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void HasUnpublishedCause_AgainstTheLastKilled_IsAKillThatCameSince(long more, bool expected)
    {
        var incident = Situation.Of("KILLED").Incident!;

        Assert.Equal(expected, (incident with { CauseCount = incident.CauseCount + more }).HasUnpublishedCause);
        Assert.True((incident with { Killed = null }).HasUnpublishedCause);
    }
}
