using System.Net;
using System.Net.Sockets;
using System.Text;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Notifications;
using KillSwitch.Workflows.Refusals;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

public sealed class SmtpSenderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly MailUsers _mailUsers;

    public SmtpSenderTests() => _mailUsers = new MailUsers(new LocalUsers(_folder), _time, NullLogger<MailUsers>.Instance);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_ApprovalRequested_ArrivesAtEveryApproverButTheRequester()
    {
        await using var server = new SmtpListener();

        await Sender(server.Port).SendAsync(Mail(Notifications.ApprovalRequested(except: "carol")), [], default);

        Assert.Contains("MAIL FROM:<killswitch@example.com>", server.Commands.First(c => c.StartsWith("MAIL", StringComparison.Ordinal)));
        Assert.Equal(["RCPT TO:<bob@example.com>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
        var message = Assert.Single(server.Messages);
        Assert.Contains("\nSubject: Approve or reject: restore ACCOUNT:42\n", Unfolded(message));
        Assert.Contains("\nMessage-ID: <n-2@killswitch>\n", message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("http://127.0.0.1:8090/approvals/payload.signature", Body(message));
    }

    [Fact]
    public async Task Send_ToIsSet_GoesThereAlone()
    {
        await using var server = new SmtpListener();

        await Sender(server.Port, to: "desk@example.com").SendAsync(Mail(Notifications.Killed()), [], default);

        Assert.Equal(["RCPT TO:<desk@example.com>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_ServerRefuses_NamesServerSubjectAndAnswer()
    {
        await using var server = new SmtpListener(line =>
            line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such mailbox here" : null
        );

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() =>
            Sender(server.Port).SendAsync(Mail(Notifications.Killed()), [], default)
        );

        Assert.Contains($"127.0.0.1:{server.Port} did not take 'KILLED: ACCOUNT:42'", e.Message);
        Assert.Contains("no such mailbox here", e.Message);
    }

    [Fact]
    public async Task Send_ServerFallsSilent_GivesUpAtTheTimeout()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new SmtpListener(line =>
        {
            if (!line.StartsWith("MAIL", StringComparison.Ordinal))
                return null;
            reached.TrySetResult();
            return "";
        });
        var sending = Sender(server.Port).SendAsync(Mail(Notifications.Killed()), [], default);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(10));

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() => sending);
        Assert.Contains("no answer within 10 s", e.Message);
    }

    /// <summary>It has the message: to send that again would bring it out twice.</summary>
    [Fact]
    public async Task Send_ServerFallsSilentAtTheGoodBye_IsSent()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new SmtpListener(line =>
        {
            if (line != "QUIT")
                return null;
            reached.TrySetResult();
            return "";
        });
        var sending = Sender(server.Port).SendAsync(Mail(Notifications.Killed()), [], default);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(10));

        await sending;
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Send_NobodyListens_NamesTheServer()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() =>
            Sender(port).SendAsync(Mail(Notifications.Killed()), [], default)
        );

        Assert.Contains($"127.0.0.1:{port} did not take", e.Message);
    }

    [Fact]
    public async Task Send_NobodyHasAnAddress_SaysWhereToPutOne()
    {
        var users = new LocalUsers(_folder);
        File.WriteAllText(users.Path, """{"users": [{"name": "erin", "roles": ["approver"]}]}""");

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() =>
            Sender(25).SendAsync(Mail(Notifications.Killed()), [], default)
        );

        Assert.Equal(
            $"Nobody of erin has a mail address for 'KILLED: ACCOUNT:42'. Give them an 'email' in {users.Path}, or set KILLSWITCH_SMTP_TO.",
            e.Message
        );
    }

    [Fact]
    public async Task Send_UsersFileUnreadable_ArrivesAtTheAddressesItHad()
    {
        await using var server = new SmtpListener();
        var mail = Mail(Notifications.ApprovalRequested(except: "carol"));
        File.WriteAllText(_mailUsers.Path, "{");

        await Sender(server.Port).SendAsync(mail, [], default);

        Assert.Equal(["RCPT TO:<bob@example.com>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_OneAddressIsRefused_ReachesTheOthersOnce()
    {
        await using var server = new SmtpListener(line => line.Contains("bob@", StringComparison.Ordinal) ? "550 no such mailbox" : null);
        var mail = Mail(Notifications.ApprovalRequested());
        var taken = new HashSet<string>();

        var first = await Assert.ThrowsAsync<NotificationNotSentException>(() => Sender(server.Port).SendAsync(mail, taken, default));
        var again = await Assert.ThrowsAsync<NotificationNotSentException>(() => Sender(server.Port).SendAsync(mail, taken, default));

        Assert.Equal(["carol@example.com"], taken);
        Assert.Contains("bob@example.com, carol@example.com", Unfolded(Assert.Single(server.Messages)));
        Assert.Contains("bob@example.com (no such mailbox)", first.Message);
        Assert.Equal(first.Message, again.Message);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("bob@example.com>\r\nRCPT TO:<thief@evil.example")]
    [InlineData("bob@example.com\r\nBcc: thief@evil.example")]
    [InlineData("bob@example.com, thief@evil.example")]
    public async Task Send_OneAddressIsNone_ReachesTheOthersAndNamesIt(string email)
    {
        await using var server = new SmtpListener();
        var bob = System.Text.Json.JsonSerializer.Serialize(email);
        File.WriteAllText(
            _mailUsers.Path,
            $$"""{"users": [{"name": "bob", "roles": ["approver"], "email": {{bob}}}, {"name": "carol", "roles": ["approver"], "email": "carol@example.com"}]}"""
        );

        var e = await Assert.ThrowsAsync<NotificationNotSentException>(() =>
            Sender(server.Port).SendAsync(Mail(Notifications.Killed()), [], default)
        );

        Assert.Equal(["RCPT TO:<carol@example.com>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.DoesNotContain("thief", Assert.Single(server.Messages), StringComparison.Ordinal);
        Assert.Contains($"{email} (no mail address)", e.Message);
    }

    [Fact]
    public void New_SettingsWrong_NamesEachOfThem()
    {
        var e = Assert.Throws<InvalidSettingsException>(() => Sender(port: 0, to: "nobody"));

        Assert.Equal(
            ["Smtp.Port is 0; ports are 1 to 65535.", "Smtp.To is 'nobody', which is not a mail address such as killswitch@example.com."],
            e.Problems);
    }

    private SmtpSender Sender(int port, string? to = null)
    {
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = port, From = "killswitch@example.com", To = to };
        return new SmtpSender(settings, _mailUsers, _time);
    }

    private MailEntry Mail(Notification notification) =>
        new MailComposer(_mailUsers, () => new Uri("http://127.0.0.1:8090/")).Compose(notification);

    private static string Unfolded(string message) => message.Replace("\n ", " ", StringComparison.Ordinal);

    private static string Body(string message)
    {
        var parts = message.Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].ReplaceLineEndings("")))
            : parts[1].Replace("=\n", "", StringComparison.Ordinal);
    }
}
