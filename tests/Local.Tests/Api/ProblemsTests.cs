using System.Net.Http.Headers;
using System.Text;
using KillSwitch.Api.Requests;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Tests.Api;

public sealed class ProblemsTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    [Fact]
    public void Of_EveryRefusal_HasAClientOrServerErrorStatus() =>
        Assert.All(Enum.GetValues<RefusalCode>(), code => Assert.InRange(RefusalStatus.Of(code), 400, 599));

    [Fact]
    public async Task Kill_WrongScope_IsAWholeProblemThatSaysWhatToDo()
    {
        var reply = await _stack.PostAsync("/kill", "alice", new { scope = "account:1", reason = "test" });

        Assert.Equal("application/problem+json", reply.ContentType);
        Assert.Equal(400, reply.Status);
        Assert.Equal(400, (int)reply.Json["status"]!);
        Assert.Equal("urn:killswitch:refusal:203", (string?)reply.Json["type"]);
        Assert.Equal("Scope invalid", (string?)reply.Json["title"]);
        Assert.Equal(203, (int)reply.Json["code"]!);
        Assert.Equal("ScopeInvalid", reply.Refusal);
        Assert.Contains("GLOBAL, ACCOUNT:<id>, SYMBOL:<ticker>, STRATEGY:<name>", reply.Detail);
        Assert.NotEmpty((string)reply.Json["trace_id"]!);
        Assert.Equal(0, _stack.Broker.CommandCount);
    }

    [Theory]
    [InlineData(
        """{"scope":"ACCOUNT:1","reason":"r","force":true}""",
        400,
        "FieldInvalid",
        "'force' is no field here. The fields are scope, reason."
    )]
    [InlineData("""{"scope":"ACCOUNT:1","scope":"GLOBAL","reason":"r"}""", 400, "FieldInvalid", "'scope' stands there twice")]
    [InlineData("""{"scope":["ACCOUNT:1"],"reason":"r"}""", 400, "FieldInvalid", "'scope' must be text in quotes")]
    [InlineData("""{"scope":{"a":{"b":{"c":1}}},"reason":"r"}""", 400, "FieldInvalid", "'scope' must be text in quotes")]
    [InlineData("""{"scope":"ACCOUNT:1","reason":7}""", 400, "FieldInvalid", "'reason' must be text in quotes")]
    [InlineData("""{"scope":"ACCOUNT:1"}""", 400, "ReasonMissing", "reason")]
    [InlineData("""{"scope":"ACCOUNT:1","reason":"  "}""", 400, "ReasonMissing", "reason")]
    [InlineData("""{"reason":"r"}""", 400, "ScopeInvalid", "is not a scope")]
    [InlineData("""{"scope":null,"reason":"r"}""", 400, "ScopeInvalid", "is not a scope")]
    [InlineData("""{"scope":"ACCOUNT:1","reason":"r"} {}""", 400, "BodyNotJson", "Send {\"scope\": \"…\", \"reason\": \"…\"}.")]
    [InlineData("""["ACCOUNT:1"]""", 400, "BodyNotJson", "it is not a JSON object")]
    [InlineData("""{"scope":"ACCOUNT:1","reason":"r",}""", 400, "BodyNotJson", "cannot be read as JSON")]
    [InlineData("scope=ACCOUNT:1", 400, "BodyNotJson", "cannot be read as JSON")]
    [InlineData("", 400, "BodyNotJson", "The body is not what is expected here")]
    public async Task Kill_BadBody_IsRefusedWithoutEffect(string body, int status, string refusal, string detail)
    {
        var reply = await _stack.PostAsync("/kill", "alice", body);

        Assert.Equal((status, refusal), (reply.Status, reply.Refusal));
        Assert.Contains(detail, reply.Detail);
        Assert.Equal(0, _stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Kill_BytesThatAreNoUtf8_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/kill");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stack.Token("alice"));
        request.Content = new ByteArrayContent([.. "{\"scope\":\"ACCOUNT:1\",\"reason\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _stack.Http.SendAsync(request);

        Assert.Equal("BodyNotJson", (await Reply.OfAsync(response)).Refusal);
    }

    [Theory]
    [InlineData("/kill", CommandParser.MaxKillBytes, false)]
    [InlineData("/kill", CommandParser.MaxKillBytes, true)]
    [InlineData("/kill", 8_000_000, false)]
    [InlineData("/kill", 8_000_000, true)]
    [InlineData("/unkill", 8_000_000, false)]
    [InlineData("/unkill", FlatBody.MaxBytes, false)]
    [InlineData("/unkill", FlatBody.MaxBytes, true)]
    public async Task Post_OversizeBody_Is413AndSaysHowMuchIsTaken(string path, int reason, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stack.Token("alice"));
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new StringContent(
            $$"""{"scope":"ACCOUNT:1","reason":"{{new string('x', reason)}}"}""",
            Encoding.UTF8,
            "application/json"
        );

        using var response = await _stack.Http.SendAsync(request);

        var reply = await Reply.OfAsync(response);
        Assert.Equal((413, "BodyTooLarge"), (reply.Status, reply.Refusal));
        Assert.StartsWith($"The body is larger than {(path == "/kill" ? 1_048_576 : 16_384)} bytes.", reply.Detail);
        Assert.Equal(0, _stack.Broker.CommandCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kill_BodyOfAlmostAMegabyte_IsTakenAndItsReasonCut(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/kill");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stack.Token("alice"));
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new StringContent(
            $$"""{"scope":"ACCOUNT:1","reason":"{{new string('x', CommandParser.MaxKillBytes - 100)}}"}""",
            Encoding.UTF8,
            "application/json"
        );

        using var response = await _stack.Http.SendAsync(request);

        var reply = await Reply.OfAsync(response);
        Assert.Equal(202, reply.Status);
        Assert.Contains("The reason was longer than 1000 characters and was cut.", (string?)reply.Json["message"]);
        Assert.Equal(1, _stack.Broker.CommandCount);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Kill_OtherMediaType_Is415(string type)
    {
        var reply = await _stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, ("Content-Type", type));

        Assert.Equal((415, "MediaTypeNotSupported"), (reply.Status, reply.Refusal));
        Assert.Contains("application/json", reply.Detail);
    }

    [Fact]
    public async Task Get_UnknownPath_NamesThePathsThereAre()
    {
        var reply = await _stack.GetAsync("/admin");

        Assert.Equal((404, "NotFound"), (reply.Status, reply.Refusal));
        Assert.Contains("POST /kill, POST /unkill", reply.Detail);
        Assert.DoesNotContain("/assets", reply.Detail);
    }

    [Theory]
    [InlineData("GET", "/kill", "POST")]
    [InlineData("DELETE", "/state", "GET")]
    [InlineData("OPTIONS", "/unkill", "POST")]
    [InlineData("PUT", "/approvals/x", "GET")]
    [InlineData("POST", "/health", "GET")]
    public async Task Send_WrongMethod_Is405AndNamesTheRightOne(string method, string path, string right)
    {
        var reply = await _stack.SendAsync(new HttpMethod(method), path, "alice");

        Assert.Equal((405, "MethodNotAllowed"), (reply.Status, reply.Refusal));
        Assert.Contains(right, reply.Detail);
        Assert.Contains(right, reply.Headers["Allow"]);
    }

    [Fact]
    public async Task Get_StoreDown_Is503WithoutAWordOfTheInside()
    {
        _stack.Stores.IsDown = true;

        var reply = await _stack.GetAsync("/state", "dave");

        Assert.Equal((503, "DependencyUnavailable"), (reply.Status, reply.Refusal));
        Assert.DoesNotContain("secret.internal", reply.Body);
        Assert.Contains("/health", reply.Detail);
    }

    [Fact]
    public async Task Get_SomethingBreaks_Is500WithATraceIdAndWithoutAStack()
    {
        _stack.Health.Parts = null!;

        var reply = await _stack.GetAsync("/health");

        Assert.Equal((500, "InternalFault"), (reply.Status, reply.Refusal));
        Assert.NotEmpty((string)reply.Json["trace_id"]!);
        Assert.DoesNotContain("Exception", reply.Body);
        Assert.DoesNotContain(" at ", reply.Body);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/admin")]
    [InlineData("/state")]
    [InlineData("/approvals/nonsense")]
    [InlineData("/assets/approval.js")]
    public async Task Get_Anything_CarriesTheSecurityHeadersAndNoCookie(string path)
    {
        var reply = await _stack.GetAsync(path);

        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", reply.Headers["Referrer-Policy"]);
        Assert.Contains("frame-ancestors 'none'", reply.Headers["Content-Security-Policy"]);
        Assert.Contains("default-src 'none'", reply.Headers["Content-Security-Policy"]);
        Assert.DoesNotContain("unsafe", reply.Headers["Content-Security-Policy"]);
        Assert.DoesNotContain("Set-Cookie", reply.Headers.Keys);
        Assert.DoesNotContain("Server", reply.Headers.Keys);
    }
}
