using System.Diagnostics;
using KillSwitch.Local.Telemetry;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Security.Support;

namespace KillSwitch.Local.Tests.Api;

public sealed class CommandTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public async Task Kill_ByOperator_IsAcceptedAndSaysWhereToLook()
    {
        var reply = await _stack.PostAsync("/kill", "alice", new { scope = "SYMBOL:nvda", reason = "runaway" });

        Assert.Equal(202, reply.Status);
        Assert.Equal("SYMBOL:NVDA", (string?)reply.Json["scope"]);
        Assert.Equal($"/incidents/{reply.Json["incident_id"]}", reply.Headers["Location"]);
        var state = (await _stack.GetAsync("/state", "dave")).Json[0]!;
        // Nothing has been published here: no router would hold an order back.
        Assert.Equal(
            ("SYMBOL:NVDA", "COMMANDED", "ACTIVE"),
            ((string?)state["scope"], (string?)state["enforcement"], (string?)state["status"])
        );
        Assert.Equal("COMMANDED", (string?)reply.Json["enforcement"]);
        Assert.Equal(200, (await _stack.GetAsync(reply.Headers["Location"], "dave")).Status);
    }

    [Fact]
    public async Task Kill_OfANameThatNoOrderHas_IsAcceptedAndNamesTheNearest()
    {
        _stack.Seen.KnownFrom(long.MinValue);
        _stack.Seen.Take(
            """{"order_id":"o","ts":1767366002001,"account_id":"901","symbol":"AAPL","side":"BUY","qty":1,"price":1,"strategy":"X"}"""u8,
            _stack.Time.GetUtcNow().ToUnixTimeMilliseconds()
        );

        var mistyped = await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:9O1", reason = "runaway" });
        var right = await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:901", reason = "runaway" });

        Assert.Equal((202, 202), (mistyped.Status, right.Status));
        Assert.Equal("""{"nearest":["ACCOUNT:901"]}""", mistyped.Json["unseen"]!.ToJsonString());
        Assert.EndsWith(
            " No order of the last day names ACCOUNT:9O1. Did you mean ACCOUNT:901?",
            (string?)mistyped.Json["message"],
            StringComparison.Ordinal
        );
        Assert.Null(right.Json["unseen"]);
        Assert.Equal(2, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Kill_SameKeyAndBodyAgain_IsOneCommand()
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };

        var first = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));
        var again = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));

        Assert.Equal((string?)first.Json["cmd_id"], (string?)again.Json["cmd_id"]);
        Assert.Equal((string?)first.Json["ts"]?.ToString(), (string?)again.Json["ts"]?.ToString());
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Kill_Repeated_IsMarkedAsReplayed()
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };
        var first = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));
        _stack.Time.Advance(TimeSpan.FromSeconds(1));

        var again = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));

        Assert.DoesNotContain("Idempotent-Replayed", first.Headers.Keys);
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.True((bool)again.Json["replayed"]!);
    }

    [Fact]
    public async Task Kill_KeyOfARequestThatWasRefused400_CanBeUsedForTheCorrectedOne()
    {
        var wrong = await _stack.PostAsync("/kill", "alice", new { scope = "account:1", reason = "r" }, ("Idempotency-Key", "k-1"));
        var right = await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, ("Idempotency-Key", "k-1"));

        Assert.Equal((400, 202), (wrong.Status, right.Status));
        Assert.DoesNotContain("Idempotent-Replayed", right.Headers.Keys);
    }

    [Fact]
    public async Task Kill_ReasonTooLong_IsCutAndSaysSo()
    {
        var reply = await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = new string('a', 5_000) });

        Assert.Equal(202, reply.Status);
        Assert.Contains("was cut", (string?)reply.Json["message"]);
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Kill_SameKeyByTwoPeople_IsTwoCommands()
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };

        var one = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));
        var other = await _stack.PostAsync("/kill", "bob", body, ("Idempotency-Key", "k-1"));

        Assert.NotEqual((string?)one.Json["cmd_id"], (string?)other.Json["cmd_id"]);
    }

    [Fact]
    public async Task Unkill_KeyOfAKill_Is422AndHasNoEffect()
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };
        await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));

        var reply = await _stack.PostAsync("/unkill", "alice", body, ("Idempotency-Key", "k-1"));

        Assert.Equal((422, "IdempotencyKeyReused"), (reply.Status, reply.Refusal));
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Theory]
    [InlineData("""{"scope":"ACCOUNT:2","reason":"r"}""")]
    [InlineData("""{"scope":"ACCOUNT:1","reason":"other"}""")]
    public async Task Kill_KeyOfAnotherRequest_IsMadeWithoutItAndSaysSo(string body)
    {
        await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, ("Idempotency-Key", "k-1"));

        var reply = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));

        AssertMadeWithoutItsKey(reply);
        Assert.Equal(2, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Post_SameKeyAfterARestart_IsStillTheFirstRequests()
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };
        var first = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));

        await _stack.RestartAsync();

        var again = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", "k-1"));
        Assert.All(["cmd_id", "ts", "corr_id", "incident_id"], member =>
            Assert.Equal(first.Json[member]!.ToString(), again.Json[member]!.ToString())
        );
        var other = await _stack.PostAsync("/unkill", "alice", body, ("Idempotency-Key", "k-1"));
        Assert.Equal((422, "IdempotencyKeyReused"), (other.Status, other.Refusal));
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData(
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    public async Task Post_UnusableKey_KeepsNobodyFromKillingAndFromAllElse(string key)
    {
        var body = new { scope = "ACCOUNT:1", reason = "r" };
        var kill = await _stack.PostAsync("/kill", "alice", body, ("Idempotency-Key", key));
        var unkill = await _stack.PostAsync("/unkill", "alice", body, ("Idempotency-Key", key));

        AssertMadeWithoutItsKey(kill);
        Assert.Equal((400, "FieldInvalid"), (unkill.Status, unkill.Refusal));
        Assert.Contains("Idempotency-Key", unkill.Detail);
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    /// <summary>Bytes that are no UTF-8 included, at which the web server would give up.</summary>
    [Theory]
    [InlineData("Idempotency-Key: k-1\r\nIdempotency-Key: k-2")]
    [InlineData("Idempotency-Key: k-1\r\nidempotency-key: k-1")]
    [InlineData("Idempotency-Key:")]
    [InlineData("Idempotency-Key: schl\u00fcssel")]
    [InlineData("Idempotency-Key: \u00ff\u00fe")]
    [InlineData("Idempotency-Key: \u0001\u007f")]
    [InlineData("Idempotency-Key: {10000}")]
    public async Task Kill_KeyAsOnlyBytesCanSayIt_IsMadeWithoutIt(string headers)
    {
        const string Body = """{"scope":"ACCOUNT:1","reason":"r"}""";
        headers = headers.Replace("{10000}", new string('k', 10_000), StringComparison.Ordinal);

        var answer = await RawHttp.AnswerAsync(
            _stack.Api.Endpoint,
            $"POST /kill HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_stack.Token("alice")}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n{headers}\r\n\r\n{Body}"
        );

        Assert.StartsWith("HTTP/1.1 202", answer);
        Assert.Contains("Idempotency-Key-Ignored: true", answer);
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Unkill_NothingKilled_Is409()
    {
        var reply = await _stack.PostAsync("/unkill", "alice", new { scope = "ACCOUNT:1", reason = "r" });

        Assert.Equal((409, "NoOpenIncident"), (reply.Status, reply.Refusal));
    }

    [Fact]
    public async Task Unkill_WhileOneIsPending_Is409()
    {
        await _stack.AskAsync();

        var reply = await _stack.PostAsync("/unkill", "carol", new { scope = "ACCOUNT:42", reason = "r" });

        Assert.Equal((409, "RequestAlreadyPending"), (reply.Status, reply.Refusal));
    }

    [Fact]
    public async Task Unkill_NobodyElseCouldApprove_Is409()
    {
        await _stack.KillAsync();
        File.WriteAllText(_stack.Folder.File("users.json"), """{"users": [{"name": "bob", "roles": ["approver"]}]}""");

        var reply = await _stack.PostAsync("/unkill", "bob", new { scope = "ACCOUNT:42", reason = "r" }, ("Idempotency-Key", "x"));

        Assert.Equal((409, "NobodyCouldApprove"), (reply.Status, reply.Refusal));
    }

    [Theory]
    [InlineData("inc-0000000000000000")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("%01")]
    [InlineData("long")]
    public async Task Incident_Unknown_Is404(string id)
    {
        var reply = await _stack.GetAsync($"/incidents/{(id == "long" ? new string('x', 3000) : id)}", "dave");

        Assert.Equal((404, "IncidentNotFound"), (reply.Status, reply.Refusal));
    }

    [Fact]
    public async Task Kill_WithATraceParent_GoesOnUnderThatTrace()
    {
        using var tracing = Tracing.Start(new TracingSettings(null), folder: null, TimeProvider.System);
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        var killed = await _stack.PostAsync(
            "/kill",
            "alice",
            new { scope = "ACCOUNT:5", reason = "r" },
            ("traceparent", $"00-{trace}-b7ad6b7169203331-01")
        );

        var incident = await _stack.GetAsync(killed.Headers["Location"], "dave");
        Assert.StartsWith($"00-{trace}-", (string?)incident.Json["trace_parent"]);
        var refused = await _stack.PostAsync(
            "/kill",
            "alice",
            new { scope = "x", reason = "r" },
            ("traceparent", $"00-{trace}-b7ad6b7169203331-01")
        );
        Assert.Equal(trace, (string?)refused.Json["trace_id"]);
    }

    private static void AssertMadeWithoutItsKey(Reply reply)
    {
        Assert.Equal(202, reply.Status);
        Assert.Equal("true", reply.Headers["Idempotency-Key-Ignored"]);
        Assert.True((bool)reply.Json["idempotency_key_ignored"]!);
        Assert.EndsWith("The key was ignored: sent again, this kills again.", (string?)reply.Json["message"]);
    }
}
