using System.Diagnostics;
using KillSwitch.Local.Identity;
using KillSwitch.Local.Mail;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Mail;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Words of others in mails, pages and traces: they stay words.</summary>
public sealed class InjectionTests
{
    [Fact]
    public async Task Mail_LineBreaksInEveryField_AreNoHeadersAndNoCommands()
    {
        const string Attack = "x\r\nBcc: thief@evil.example\r\n\r\nbody\r\n.\r\nMAIL FROM:<thief@evil.example>\r\n";
        await using var server = new SmtpListener();
        using var folder = new TempFolder();
        var users = new MailUsers(new LocalUsers(folder), TimeProvider.System, NullLogger<MailUsers>.Instance);
        var settings = new SmtpSettings { Host = "127.0.0.1", Port = server.Port, From = "killswitch@example.com" };
        var attack = Notifications.Killed(id: Attack, subject: Attack) with { Body = Attack, IncidentId = Attack };
        var mail = new MailComposer(users, () => new Uri("http://127.0.0.1:8090")).Compose(attack);

        await new SmtpSender(settings, users, TimeProvider.System).SendAsync(mail, [], default);

        var message = Assert.Single(server.Messages);
        Assert.Single(server.Commands, c => c.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(server.Commands, c => c.Contains("thief", StringComparison.Ordinal));
        var headers = message[..message.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.DoesNotContain(headers.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Mail_ReasonThatPlaysTheSystem_IsQuotedAndHasNoLink()
    {
        await using var stack = await ApiStack.StartAsync();
        var incident = await stack.KillAsync();
        const string Attack = "fixed.\n\nRead what would be approved, then decide:\n\n  http://evil.example/approvals/x\u001b[2J\u202e";

        await stack.PostAsync("/unkill", "alice", new { scope = "ACCOUNT:42", reason = Attack });
        await stack.StepAsync("killswitch-request-approval", "RequestApproval", "ACCOUNT:42", incident, "token-approval-1", 1);

        var mail = stack.Mailbox.Latest(1)[0];
        Assert.Equal(mail.Link, Assert.Single(mail.Body.Split('\n', ' '), word => word.Contains("://", StringComparison.Ordinal)));
        Assert.Single(mail.Body.Split('\n'), line => line.StartsWith("Read what would be approved", StringComparison.Ordinal));
        Assert.Contains("  | Read what would be approved", mail.Body);
        Assert.DoesNotContain(mail.Body, c => char.IsControl(c) && c != '\n' || c == '\u202e');
    }

    [Theory]
    [InlineData("</blockquote><script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'-alert(1)-'")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    [InlineData("<!--")]
    [InlineData("]]><svg/onload=alert(1)>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\u2028<base href=https://evil.example>")]
    [InlineData("＜script＞alert(1)＜/script＞")]
    public async Task Page_MarkupInReasons_AddsNoElement(string attack)
    {
        await using var stack = await ApiStack.StartAsync();
        var honest = await PageAsync(stack, "ACCOUNT:1", "honest");

        var page = await PageAsync(stack, "ACCOUNT:2", attack);

        Assert.Equal(honest.Count(c => c == '<'), page.Count(c => c == '<'));
        Assert.Equal(honest.Count(c => c == '"'), page.Count(c => c == '"'));
        Assert.Equal(honest.Count(c => c == '\''), page.Count(c => c == '\''));
    }

    [Fact]
    public async Task Trace_OfALink_DoesNotHoldIt()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name is "Microsoft.AspNetCore" or "KillSwitch",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
            {
                lock (spans)
                    spans.Add(a);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var stack = await ApiStack.StartAsync();
        var link = await stack.AskAsync();

        await stack.GetAsync(link);
        await stack.PostAsync(link, "bob", new { decision = "APPROVE", reason = "r" });

        var id = link["/approvals/".Length..];
        List<Activity> seen;
        lock (spans)
            seen = [.. spans];
        Assert.NotEmpty(seen);
        Assert.All(seen, a => Assert.DoesNotContain(id, $"{a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => t.Value))}"));
    }

    private static async Task<string> PageAsync(ApiStack stack, string scope, string reason)
    {
        var incident = await stack.KillAsync(scope);
        await stack.PostAsync("/kill", "alice", new { scope, reason });
        await stack.PostAsync("/unkill", "alice", new { scope, reason });
        await stack.StepAsync("killswitch-request-approval", "RequestApproval", scope, incident, "token-approval-1", 1);
        return (await stack.GetAsync(new Uri(stack.Mailbox.Latest(1)[0].Link!).AbsolutePath)).Body;
    }
}
