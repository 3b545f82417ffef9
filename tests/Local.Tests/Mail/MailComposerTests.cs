using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

public sealed class MailComposerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly LocalUsers _users;
    private readonly MailComposer _composer;

    public MailComposerTests()
    {
        _users = new LocalUsers(_folder);
        _composer = new MailComposer(
            new MailUsers(_users, _time, NullLogger<MailUsers>.Instance),
            () => new Uri("http://127.0.0.1:8090/")
        );
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compose_Killed_GoesToOperatorsAndApproversWithoutALink()
    {
        var mail = _composer.Compose(Notifications.Killed());

        Assert.Equal(["alice", "bob", "carol"], mail.To);
        Assert.Null(mail.Link);
        Assert.Equal("""
            Orders of ACCOUNT:42 are held back: 250 orders in 60 s.

            -- 
            Incident inc-1, scope ACCOUNT:42. KillSwitch wrote this at 2025-01-02 14:30:00Z to alice, bob, carol.
            """, mail.Body);
    }

    [Fact]
    public void Compose_ApprovalRequested_SaysWhatTheLinkDoesAndDoesNot()
    {
        var mail = _composer.Compose(Notifications.ApprovalRequested());

        Assert.Equal(["bob", "carol"], mail.To);
        Assert.Equal("http://127.0.0.1:8090/approvals/payload.signature", mail.Link);
        Assert.Contains("alice asks to restore ACCOUNT:42: the algorithm is fixed.", mail.Body);
        Assert.Contains("\n  http://127.0.0.1:8090/approvals/payload.signature\n", mail.Body);
        Assert.Contains("The link only shows, however often and by whom it is opened. A decision takes the bearer token", mail.Body);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("BOB")]
    public void Compose_RequesterIsAnApprover_DoesNotAskHim(string requester) =>
        Assert.Equal(["carol"], _composer.Compose(Notifications.ApprovalRequested(requester)).To);

    [Fact]
    public void Compose_UsersFileUnreadable_GoesToThoseItHadAndSaysSo()
    {
        _composer.Compose(Notifications.Killed());
        File.WriteAllText(_users.Path, "{");
        _time.Advance(TimeSpan.FromHours(1));

        var mail = _composer.Compose(Notifications.ApprovalRequested("bob"));

        Assert.Equal(["carol"], mail.To);
        Assert.EndsWith(
            "to carol.\nThe users file cannot be read just now: these are the people it had at 2025-01-02 14:30:00Z.",
            mail.Body
        );
    }

    [Fact]
    public void Compose_UsersFileNeverReadable_IsNotKnownForWhom()
    {
        File.WriteAllText(_users.Path, "{");

        var e = Assert.Throws<UsersFileException>(() => _composer.Compose(Notifications.Killed()));

        Assert.Contains(_users.Path, e.Message);
    }

    [Fact]
    public void Compose_SubjectWithLineBreaks_StaysOneHeaderLine()
    {
        var mail = _composer.Compose(Notifications.Killed(subject: "killed\r\nBcc: everybody@example.com\n"));

        Assert.Equal("killed  Bcc: everybody@example.com", mail.Subject);
    }
}
