using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Workflows.Tests.Auditing;

namespace KillSwitch.Local.Tests.Api;

public sealed class ApprovalTests : IAsyncLifetime
{
    private static readonly (string, string) s_json = ("Accept", "application/json");

    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Get_OpenRequest_ShowsWhatWouldBeApprovedAndThatLookingDecidesNothing()
    {
        var link = await _stack.AskAsync();

        var page = await _stack.GetAsync(link);

        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        foreach (
            var part in new[]
            {
                "Restore ACCOUNT:42?",
                "Looking decides nothing.",
                "the algorithm is fixed",
                "250 orders in a minute",
                "alice",
                "What approving does",
                "What it does not",
                "2 January 2025, 15:00:00 UTC",
                "id=\"decision\"",
            }
        )
        {
            Assert.Contains(part, page.Body);
        }
        Assert.DoesNotContain("token-approval", page.Body);
    }

    [Fact]
    public async Task Get_ManyTimesAndByAnyMethodThatLooks_DecidesNothing()
    {
        var link = await _stack.AskAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await _stack.GetAsync(link)).Status);
            Assert.Equal(200, (await _stack.GetAsync(link, "bob")).Status);
            var head = await _stack.SendAsync(HttpMethod.Head, link, "bob");
            Assert.Equal((200, ""), (head.Status, head.Body));
        }
        Assert.Equal(405, (await _stack.SendAsync(HttpMethod.Put, link, "bob")).Status);
        Assert.Equal(401, (await _stack.PostAsync(link, null, new { decision = "APPROVE", reason = "r" })).Status);
        // What a scanner's or a plain form's POST looks like.
        Assert.Equal(
            415,
            (await _stack.PostAsync(link, "bob", "decision=APPROVE&reason=r", ("Content-Type", "application/x-www-form-urlencoded"))).Status
        );

        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(link, null, s_json)).Json["status"]);
        Assert.DoesNotContain("token-approval-1", _stack.Broker.Completions);
    }

    [Fact]
    public async Task Post_ApproveBySecondPerson_IsRecordedOnceAndTheExecutionIsTold()
    {
        var link = await _stack.AskAsync();

        var reply = await _stack.PostAsync(link, "bob", new { decision = "APPROVE", reason = "checked the fix" });

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            ("APPROVED", "bob", 0),
            ((string?)reply.Json["status"], (string?)reply.Json["by"], (int)reply.Json["approvals_missing"]!)
        );
        Assert.Contains("token-approval-1", _stack.Broker.Completions);
    }

    [Fact]
    public async Task Post_SelfApproval_IsRefusedWhateverTheRole()
    {
        var link = await _stack.AskAsync(asks: "bob");

        var reply = await _stack.PostAsync(link, "bob", new { decision = "APPROVE", reason = "I know it is fine" });

        Assert.Equal((403, "SelfApproval"), (reply.Status, reply.Refusal));
        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(link, null, s_json)).Json["status"]);
    }

    [Fact]
    public async Task Post_SecondDecision_IsRefusedAndThePageSaysWhoDecidedAndWhen()
    {
        var link = await _stack.AskAsync();
        await _stack.PostAsync(link, "bob", new { decision = "REJECT", reason = "not convinced" });

        var second = await _stack.PostAsync(link, "carol", new { decision = "APPROVE", reason = "fine by me" });
        var page = await _stack.GetAsync(link);

        Assert.Equal((409, "ApprovalAlreadyDecided"), (second.Status, second.Refusal));
        Assert.Equal(200, page.Status);
        Assert.Contains("ACCOUNT:42 stays killed", page.Body);
        Assert.Contains("<strong>bob</strong> rejected, <time datetime=\"2025-01-02T14:30:00Z\">", page.Body);
        Assert.Contains("not convinced", page.Body);
        Assert.DoesNotContain("id=\"decision\"", page.Body);
    }

    [Fact]
    public async Task Post_Withdraw_IsTheRequestersAlone()
    {
        var link = await _stack.AskAsync(asks: "alice");

        Assert.Equal((403, "NotTheRequester"), Of(await _stack.PostAsync(link, "bob", new { decision = "WITHDRAW", reason = "r" })));
        Assert.Equal(
            "WITHDRAWN",
            (string?)(await _stack.PostAsync(link, "alice", new { decision = "WITHDRAW", reason = "too early" })).Json["status"]
        );
        Assert.Contains("was withdrawn", (await _stack.GetAsync(link)).Body);
    }

    [Theory]
    [InlineData("""{"decision":"approve","reason":"r"}""", "DecisionInvalid")]
    [InlineData("""{"decision":"APPROVE"}""", "ReasonMissing")]
    [InlineData("""{"reason":"r"}""", "DecisionInvalid")]
    [InlineData("""{"decision":"APPROVE","reason":"r","as":"carol"}""", "FieldInvalid")]
    public async Task Post_BadDecision_IsRefusedWithoutEffect(string body, string refusal)
    {
        var link = await _stack.AskAsync();

        Assert.Equal((400, refusal), Of(await _stack.PostAsync(link, "bob", body)));
        Assert.Equal("PENDING", (string?)(await _stack.GetAsync(link, null, s_json)).Json["status"]);
    }

    [Fact]
    public async Task Open_TamperedLink_GetsACalmPageAndAProblem()
    {
        var link = await _stack.AskAsync();
        var tampered = link[..^1] + (link[^1] == 'A' ? 'B' : 'A');

        var page = await _stack.GetAsync(tampered);
        var decision = await _stack.PostAsync(tampered, "bob", new { decision = "APPROVE", reason = "r" });

        Assert.Equal((404, "text/html"), (page.Status, page.ContentType));
        Assert.Contains("This link is not whole", page.Body);
        Assert.Contains("Nothing was decided, and nothing has changed.", page.Body);
        Assert.Equal((404, "LinkTampered"), Of(decision));
        Assert.Equal((404, "LinkTampered"), Of(await _stack.GetAsync(tampered, null, s_json)));
    }

    [Fact]
    public async Task Open_ExpiredLink_ShowsThatItExpiredAndDecidesNothing()
    {
        var link = await _stack.AskAsync();
        _stack.Time.Advance(TimeSpan.FromMinutes(30));

        var page = await _stack.GetAsync(link);
        var decision = await _stack.PostAsync(link, "bob", new { decision = "APPROVE", reason = "r" });

        Assert.Equal(200, page.Status);
        Assert.Contains("The request for ACCOUNT:42 expired", page.Body);
        Assert.DoesNotContain("id=\"decision\"", page.Body);
        Assert.Equal(410, decision.Status);
        Assert.DoesNotContain("token-approval-1", _stack.Broker.Completions);
    }

    [Fact]
    public async Task Open_LinkOvertakenByANewerKill_SaysSo()
    {
        var link = await _stack.AskAsync();
        await _stack.PostAsync("/kill", "carol", new { scope = "ACCOUNT:42", reason = "it starts again" });

        var page = await _stack.GetAsync(link);
        var decision = await _stack.PostAsync(link, "bob", new { decision = "APPROVE", reason = "r" });

        Assert.Contains("A newer kill overtook this request", page.Body);
        Assert.Equal((409, "ApprovalVoided"), Of(decision));
    }

    [Fact]
    public async Task Get_TextOfOthers_IsShownAsTextAndNotAsMarkup()
    {
        const string Attack = "<script>alert(1)</script><img src=x onerror=\"alert(2)\">";
        var incident = await _stack.KillAsync("ACCOUNT:66");
        await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:66", reason = Attack });
        var asked = await _stack.PostAsync("/unkill", "alice", new { scope = "ACCOUNT:66", reason = Attack });
        Assert.Equal(202, asked.Status);
        await _stack.StepAsync("killswitch-request-approval", "RequestApproval", "ACCOUNT:66", incident, "token-approval-1", 1);
        var link = new Uri(_stack.Mailbox.Latest(1)[0].Link!).AbsolutePath;

        var page = await _stack.GetAsync(link);

        Assert.DoesNotContain("<script>alert", page.Body);
        Assert.DoesNotContain("<img", page.Body);
        Assert.Equal(2, page.Body.Split("&lt;img src=x").Length - 1);
    }

    [Fact]
    public async Task Get_OrdersWereHeldBack_SaysHowManyAndWhenTheLastOneCame()
    {
        var link = await _stack.AskAsync();
        var incident = (string)(await _stack.GetAsync(link, null, s_json)).Json["incident_id"]!;
        var at = _stack.Time.GetUtcNow().ToUnixTimeMilliseconds();
        _stack.Audit.Add(AuditJsonOf.Decision("DROP", "o-1", at, incident: incident), at);
        _stack.Audit.Add(AuditJsonOf.Decision("DROP", "o-2", at, incident: incident), at);
        _stack.Time.Advance(TimeSpan.FromSeconds(65));

        var page = await _stack.GetAsync(link);

        Assert.Contains("Is it still going on?", page.Body);
        Assert.Contains("<b>2 orders</b> worth $201.00 held back since the kill", page.Body);
        Assert.Contains("the last one <b>1 min 5 s</b> before this page was made", page.Body);
        Assert.Equal(2, (int)(await _stack.GetAsync(link, null, s_json)).Json["held_back"]!["orders"]!);
    }

    [Fact]
    public async Task Get_NotKnownWhetherAllWasCounted_SaysAtLeastAndWhy()
    {
        var link = await _stack.AskAsync();
        var incident = (string)(await _stack.GetAsync(link, null, s_json)).Json["incident_id"]!;
        var at = _stack.Time.GetUtcNow().ToUnixTimeMilliseconds();
        _stack.Audit.Add(AuditJsonOf.Decision("DROP", "o-1", at, incident: incident), at);
        _stack.Audit.IsTopicDown = true;

        var page = await _stack.GetAsync(link);

        Assert.Contains("At least <b>1 order</b>", page.Body);
        Assert.Contains("the last known one", page.Body);
        Assert.Contains("Whether the index has read all of audit.v1 is not known", page.Body);
    }

    [Fact]
    public async Task Get_NothingHeldBack_SaysSo() =>
        Assert.Contains("No order was held back since the kill.", (await _stack.GetAsync(await _stack.AskAsync())).Body);

    [Fact]
    public async Task Get_IndexDoesNotAnswer_ShowsTheRequestAllTheSame()
    {
        var link = await _stack.AskAsync();
        _stack.Audit.IsDown = true;

        var page = await _stack.GetAsync(link);

        Assert.Equal(200, page.Status);
        Assert.Contains("What was held back since the kill cannot be looked up just now.", page.Body);
        Assert.Contains("id=\"decision\"", page.Body);
    }

    [Fact]
    public async Task Get_LongReason_IsFoldedInFrontOfTheFormAndThereAsAWhole()
    {
        var incident = await _stack.KillAsync("ACCOUNT:66");
        var reason = string.Concat(Enumerable.Repeat("the whole story ", 20)).TrimEnd();
        await _stack.PostAsync("/unkill", "alice", new { scope = "ACCOUNT:66", reason });
        await _stack.StepAsync("killswitch-request-approval", "RequestApproval", "ACCOUNT:66", incident, "token-approval-1", 1);

        var page = await _stack.GetAsync(new Uri(_stack.Mailbox.Latest(1)[0].Link!).AbsolutePath);

        Assert.Contains($"<summary>{reason[..140].TrimEnd()}…</summary><blockquote>{reason}</blockquote>", page.Body);
        Assert.True(page.Body.IndexOf(reason, StringComparison.Ordinal) < page.Body.IndexOf("id=\"decision\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData(null, "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, */*", "application/json")]
    [InlineData("application/json, text/plain, */*", "application/json")]
    [InlineData("text/html;q=0.5, application/json", "application/json")]
    [InlineData("this is no header", "text/html")]
    public async Task Get_ByAccept_GivesPageOrJson(string? accept, string expected)
    {
        var link = await _stack.AskAsync();

        var reply = accept is null ? await _stack.GetAsync(link) : await _stack.GetAsync(link, null, ("Accept", accept));

        Assert.Equal(expected, reply.ContentType);
        Assert.Equal("Accept", reply.Headers["Vary"]);
    }

    [Fact]
    public async Task Post_ThousandDecisionsAtOnce_OneWins()
    {
        var link = await _stack.AskAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i =>
            _stack.PostAsync(link, i % 2 == 0 ? "bob" : "carol", new { decision = i % 3 == 0 ? "REJECT" : "APPROVE", reason = $"r{i}" })));

        var won = Assert.Single(replies, r => r.Status == 200);
        Assert.All(replies.Where(r => r != won), r => Assert.True(r.Refusal is "ApprovalAlreadyDecided" or "AlreadyApprovedByYou", r.Body));
        Assert.Equal(1, _stack.Broker.Completions.Count(c => c == "token-approval-1"));
    }

    private static (int, string?) Of(Reply reply) => (reply.Status, reply.Refusal);
}
