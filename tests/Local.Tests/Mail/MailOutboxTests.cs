using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Mail;

/// <summary>Mail leaves the machine beside everything else: nobody waits for a server.</summary>
public sealed class MailOutboxTests : IDisposable
{
    private const string Part = "mail";

    private readonly TempFolder _folder = new();
    private readonly MailUsers _users;
    private readonly Mailbox _mailbox;

    public MailOutboxTests()
    {
        _users = new MailUsers(new LocalUsers(_folder), TimeProvider.System, NullLogger<MailUsers>.Instance);
        var composer = new MailComposer(_users, () => new Uri("http://127.0.0.1:8090/"));
        _mailbox = new Mailbox(_folder, composer, TimeProvider.System, NullLogger<Mailbox>.Instance);
    }

    public void Dispose()
    {
        _mailbox.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_MessageComes_IsSentOnce()
    {
        await using var server = new SmtpListener();
        await using var running = Start(server.Port);

        await _mailbox.NotifyAsync(Notifications.Killed(), default);
        await Until.TrueAsync(
            "the message was sent",
            () => Task.FromResult(running.Outbox.HealthOf(Part).Healthy && !server.Messages.IsEmpty)
        );

        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Run_ServerRefusesFirst_IsSentWhenItTakesIt()
    {
        var refusals = 0;
        await using var server = new SmtpListener(line =>
            line.StartsWith("RCPT", StringComparison.Ordinal) && Interlocked.Increment(ref refusals) <= 2 ? "451 later" : null
        );
        await using var running = Start(server.Port);

        await _mailbox.NotifyAsync(Notifications.Killed(), default);

        await Until.TrueAsync("the message was sent", () => Task.FromResult(!server.Messages.IsEmpty));
    }

    [Fact]
    public async Task Run_OneIsRefused_TheNextIsNotHeldUp()
    {
        await using var server = new SmtpListener(line => line.Contains("bad@", StringComparison.Ordinal) ? "550 no such mailbox" : null);
        File.WriteAllText(
            _users.Path,
            """{"users": [{"name": "alice", "roles": ["operator"], "email": "bad@example.com"}, {"name": "bob", "roles": ["approver"], "email": "bob@example.com"}]}"""
        );
        await using var running = Start(server.Port);

        await _mailbox.NotifyAsync(Notifications.Killed(), default);
        await _mailbox.NotifyAsync(Notifications.ApprovalRequested(), default);

        await Until.TrueAsync("the link was sent", () => Task.FromResult(!server.Messages.IsEmpty));
        Assert.Contains("approvals", Assert.Single(_mailbox.Latest(1)).Link);
        await Until.TrueAsync(
            "the refused one is said to wait",
            () => Task.FromResult(running.Outbox.HealthOf(Part).Detail.Contains("1 messages wait", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Run_AfterARestart_SendsWhatWasLeftAndNothingTwice()
    {
        await using (var silent = new SmtpListener(_ => ""))
        await using (Start(silent.Port))
            await _mailbox.NotifyAsync(Notifications.Killed("left"), default);

        await using var server = new SmtpListener();
        await using (var running = Start(server.Port))
            // The server has a message a moment before the sender has heard so; stopped in between, it would rightly send again.
            await Until.TrueAsync(
                "the sender knows that the message was taken",
                () => Task.FromResult(
                    !server.Messages.IsEmpty && running.Outbox.HealthOf(Part).Detail.Contains("taken", StringComparison.Ordinal)
                )
            );
        await using (var again = Start(server.Port))
        {
            await _mailbox.NotifyAsync(Notifications.Killed("new"), default);
            await Until.TrueAsync("the new one was sent", () => Task.FromResult(server.Messages.Count == 2));
        }

        Assert.Equal(["<left@killswitch>", "<new@killswitch>"], server.Messages.Select(IdOf));
    }

    [Fact]
    public async Task Run_MailFromBeforeThereWasAServer_IsNotSentLate()
    {
        await _mailbox.NotifyAsync(Notifications.Killed("old"), default);
        await using var server = new SmtpListener();
        await using var running = Start(server.Port);

        await _mailbox.NotifyAsync(Notifications.Killed("new"), default);
        await Until.TrueAsync("the new one was sent", () => Task.FromResult(!server.Messages.IsEmpty));

        Assert.Equal("<new@killswitch>", IdOf(Assert.Single(server.Messages)));
    }

    private static string IdOf(string message) =>
        message.Split('\n').Single(line => line.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase))["Message-ID: ".Length..];

    private Running Start(int port)
    {
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = port, From = "killswitch@example.com" };
        return new Running(
            new MailOutbox(
                _mailbox, new SmtpSender(settings, _users, TimeProvider.System), _folder, TimeProvider.System,
                NullLogger<MailOutbox>.Instance));
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public Running(MailOutbox outbox)
        {
            Outbox = outbox;
            _run = outbox.RunAsync(_stop.Token);
        }

        public MailOutbox Outbox { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
            Outbox.Dispose();
            _stop.Dispose();
        }
    }
}
