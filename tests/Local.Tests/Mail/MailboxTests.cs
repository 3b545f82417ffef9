using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

public sealed class MailboxTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MailUsers _users;

    public MailboxTests() => _users = new MailUsers(new LocalUsers(_folder), TimeProvider.System, NullLogger<MailUsers>.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Notify_NewMessage_IsOnDiskBeforeItIsAnnounced()
    {
        using var mailbox = Open();
        var seen = new List<string>();
        mailbox.Received += mail => seen.Add($"{mail.Subject}, file {(new FileInfo(MailboxPath).Length > 0 ? "written" : "empty")}");

        await mailbox.NotifyAsync(Notifications.Killed(), default);

        Assert.Equal(["KILLED: ACCOUNT:42, file written"], seen);
    }

    [Fact]
    public async Task Notify_SameIdAgainAndAfterARestart_IsWrittenOnce()
    {
        using (var mailbox = Open())
        {
            await mailbox.NotifyAsync(Notifications.Killed(), default);
            await mailbox.NotifyAsync(Notifications.Killed(), default);
        }
        using (var reopened = Open())
            await reopened.NotifyAsync(Notifications.Killed(), default);

        Assert.Equal(1, Lines());
    }

    [Fact]
    public async Task Open_AfterARestart_ShowsTheLatestFirst()
    {
        using (var mailbox = Open())
        {
            await mailbox.NotifyAsync(Notifications.Killed("n-1", "first"), default);
            await mailbox.NotifyAsync(Notifications.Killed("n-2", "second"), default);
        }

        using var reopened = Open();

        Assert.Equal(["second", "first"], reopened.Latest(10).Select(m => m.Subject));
        Assert.Equal(["second"], reopened.Latest(1).Select(m => m.Subject));
    }

    [Theory]
    [InlineData("""{"id":"n-9","ts":17""")]
    [InlineData("\u00e4")]
    [InlineData("""{"id":"n-9"}""")]
    public async Task Open_LastLineTorn_CutsItOffAndGoesOn(string torn)
    {
        using (var mailbox = Open())
            await mailbox.NotifyAsync(Notifications.Killed("n-1", "first"), default);
        File.AppendAllText(MailboxPath, torn);

        using (var reopened = Open())
            await reopened.NotifyAsync(Notifications.Killed("n-2", "second"), default);

        Assert.DoesNotContain(torn, File.ReadAllText(MailboxPath));
        using var again = Open();
        Assert.Equal(["second", "first"], again.Latest(10).Select(m => m.Subject));
    }

    [Fact]
    public async Task Open_LineInTheMiddleUnreadable_KeepsItInTheFileAndShowsTheRest()
    {
        using (var mailbox = Open())
            await mailbox.NotifyAsync(Notifications.Killed("n-1", "first"), default);
        File.AppendAllText(MailboxPath, "somebody's note\n");
        using (var mailbox = Open())
            await mailbox.NotifyAsync(Notifications.Killed("n-2", "second"), default);

        Assert.Contains("somebody's note\n", File.ReadAllText(MailboxPath));
        using var reopened = Open();
        Assert.Equal(["second", "first"], reopened.Latest(10).Select(m => m.Subject));
    }

    [Fact]
    public async Task Notify_MoreThanKept_ShowsTheLatestAndTheFileHasAll()
    {
        using (var mailbox = Open())
        {
            for (var i = 0; i < Mailbox.Kept + 5; i++)
                await mailbox.NotifyAsync(Notifications.Killed($"n-{i}", $"s-{i}"), default);

            Assert.Equal(Mailbox.Kept, mailbox.Latest(int.MaxValue).Count);
            Assert.Equal("s-5", mailbox.Latest(int.MaxValue)[^1].Subject);
        }
        Assert.Equal(Mailbox.Kept + 5, Lines());
    }

    [Fact]
    public async Task Notify_TwoOnOneFolder_EachShowsTheOthersAndNothingIsWrittenTwice()
    {
        using var one = Open();
        using var other = Open();

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .SelectMany(i =>
                    new[] { one, other }.Select(m => Task.Run(() => m.NotifyAsync(Notifications.Killed($"n-{i}", $"s-{i}"), default)))
                )
        );

        Assert.Equal(50, Lines());
        Assert.Equal(50, one.Latest(100).Count);
        Assert.Equal(one.Latest(100).Select(m => m.Subject), other.Latest(100).Select(m => m.Subject));
    }

    [Fact]
    public async Task Notify_AnotherStandsStillInItsTurn_IsNotSentRatherThanHeldUp()
    {
        using var mailbox = Open();
        using var turn = new FileStream(MailboxPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<NotificationNotSentException>(() => mailbox.NotifyAsync(Notifications.Killed(), default));

        Assert.Equal(0, Lines());
    }

    [Fact]
    public void Open_IsADirectory_SaysWhatToDo()
    {
        Directory.CreateDirectory(MailboxPath);

        var e = Assert.Throws<MailboxException>(Open);

        Assert.Contains($"{MailboxPath} cannot be opened", e.Message);
        Assert.Contains("--data", e.Message);
    }

    [Fact]
    public async Task Notify_UsersFileBroken_GoesToThoseItHad()
    {
        using var mailbox = Open();
        _users.Look();
        File.WriteAllText(_folder.File(LocalUsers.FileName), "{");

        await mailbox.NotifyAsync(Notifications.Killed(), default);

        Assert.Equal(["alice", "bob", "carol"], Assert.Single(mailbox.Latest(10)).To);
    }

    [Fact]
    public async Task Notify_UsersFileNeverReadable_IsNotSentRatherThanLost()
    {
        using var mailbox = Open();
        File.WriteAllText(_folder.File(LocalUsers.FileName), "{");

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => mailbox.NotifyAsync(Notifications.Killed(), default));

        Assert.Contains(LocalUsers.FileName, e.Message);
    }

    private string MailboxPath => _folder.File(Mailbox.FileName);

    private Mailbox Open() =>
        new(
            _folder,
            new MailComposer(_users, () => new Uri("http://127.0.0.1:8090/")),
            TimeProvider.System,
            NullLogger<Mailbox>.Instance
        );

    private int Lines() => File.ReadAllLines(MailboxPath).Length;
}
