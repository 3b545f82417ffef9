using KillSwitch.Kafka;
using KillSwitch.Local.Happenings;
using KillSwitch.Local.Mail;
using KillSwitch.Tests;
using Microsoft.Extensions.Time.Testing;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Tests.Happenings;

public sealed class LiveFeedTests
{
    private const string Link = "http://127.0.0.1:8080/approvals/abc";

    [Theory]
    [InlineData(true, Link, "to bob: Approve or reject → " + Link)]
    [InlineData(false, Link, "to bob: Approve or reject → a link, which is in the mailbox")]
    [InlineData(true, null, "to bob: Approve or reject")]
    [InlineData(false, null, "to bob: Approve or reject")]
    public void Tell_Mail_HasItsLinkOnlyWhereNobodyKeepsIt(bool links, string? link, string sentence)
    {
        var told = new List<string>();
        var feed = new LiveFeed(
            new KafkaSettings("127.0.0.1:1"),
            new FakeTimeProvider(TradingDay.Opens),
            links,
            (_, what) => told.Add(what.Sentence)
        );

        feed.Tell(new MailEntry(
            "id", 1, NotificationKind.ApprovalRequested, ["bob"], "Approve or reject", "body", "inc-1", Scope.Global, link));

        Assert.Equal([sentence], told);
    }
}
