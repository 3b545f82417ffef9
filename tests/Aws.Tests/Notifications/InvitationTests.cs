using KillSwitch.Aws.Notifications;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Aws.Tests.Notifications;

public sealed class InvitationTests
{
    private static readonly Uri s_page = new("https://console.example");
    private static readonly Notification s_asked = new Notification
    {
        Id = "n-1",
        Ts = 1,
        Kind = NotificationKind.ApprovalRequested,
        To = Audience.Approvers,
        Except = new("Alice"),
        IncidentId = "inc-1",
        Scope = Scope.Account("12345"),
        Subject = "Approve: ACCOUNT:12345",
        Body = "alice asks.\n",
        LinkId = "abc.def",
    };

    [Fact]
    public void Of_WithLink_HasThePagesAddressOnce()
    {
        var body = Invitation.Of(s_asked, s_page).Body;

        Assert.Equal(2, body.Split("https://console.example/approvals/abc.def").Length);
    }

    [Fact]
    public void Of_WithoutLink_InvitesNobody()
    {
        Assert.DoesNotContain("http", Invitation.Of(s_asked with { LinkId = null }, s_page).Body);
    }

    [Fact]
    public void Of_Requester_IsLeftOutWithoutRegardToCase()
    {
        var attributes = Invitation.Of(s_asked, s_page).Attributes;

        Assert.Equal(("approvers", "alice"), (attributes["audience"], attributes["except"]));
    }

    [Fact]
    public void Of_NobodyLeftOut_SaysSo()
    {
        Assert.Equal(Invitation.Nobody, Invitation.Of(s_asked with { Except = null, To = Audience.Everyone }, s_page).Attributes["except"]);
    }

    [Theory]
    [InlineData("KILLED: \"x\"\r\nBcc: eve", "KILLED: \"x\"  Bcc: eve")]
    [InlineData("Grüße", "Gr  e")]
    public void Of_SubjectThatSnsWouldRefuse_IsMadeOneOfItsKind(string subject, string expected)
    {
        Assert.Equal(expected, Invitation.Of(s_asked with { Subject = subject }, s_page).Subject);
    }

    [Fact]
    public void Of_LongSubject_IsCutToWhatSnsTakes()
    {
        var subject = Invitation.Of(s_asked with { Subject = new string('x', 300) }, s_page).Subject;

        Assert.Equal((100, true), (subject.Length, subject.EndsWith("...", StringComparison.Ordinal)));
    }
}
