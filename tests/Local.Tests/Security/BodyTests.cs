using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Security.Support;

namespace KillSwitch.Local.Tests.Security;

/// <summary>
/// Requests that are no honest ones: each gets an answer that a client can understand, has no effect, and the next is served.
/// </summary>
public sealed class BodyTests : IAsyncLifetime
{
    private ApiStack _stack = null!;

    public async Task InitializeAsync() => _stack = await ApiStack.StartAsync();

    public Task DisposeAsync() => _stack.DisposeAsync().AsTask();

    public static TheoryData<string, byte[], string, int> Bodies =>
        new()
        {
            { "deep object", Text(string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + new string('}', 2_000)), "application/json", 400 },
            { "deep array", Text(new string('[', 8_000)), "application/json", 400 },
            { "deep array in a field", Text("{\"scope\":" + new string('[', 8_000)), "application/json", 400 },
            { "same name twice, escaped", Text("""{"scope":"ACCOUNT:1","\u0073cope":"GLOBAL","reason":"r"}"""), "application/json", 400 },
            { "same name in another case", Text("""{"scope":"ACCOUNT:1","Scope":"GLOBAL","reason":"r"}"""), "application/json", 400 },
            { "a prototype", Text("""{"scope":"ACCOUNT:1","reason":"r","__proto__":{"role":"approver"}}"""), "application/json", 400 },
            { "who it should be by", Text("""{"scope":"ACCOUNT:1","reason":"r","triggered_by":"user:bob"}"""), "application/json", 400 },
            { "NUL in a scope", Text("{\"scope\":\"ACCOUNT:1\\u0000\",\"reason\":\"r\"}"), "application/json", 400 },
            { "NUL as it is", [.. "{\"scope\":\"ACCOUNT:1\",\"reason\":\""u8, 0, .. "\"}"u8], "application/json", 400 },
            { "half a surrogate pair", Text("""{"scope":"ACCOUNT:1","reason":"\ud800"}"""), "application/json", 400 },
            { "half a surrogate pair as a name", Text("""{"\ud800":"ACCOUNT:1","reason":"r"}"""), "application/json", 400 },
            { "overlong UTF-8", [.. "{\"scope\":\"ACCOUNT:1\",\"reason\":\""u8, 0xc0, 0xaf, .. "\"}"u8], "application/json", 400 },
            {
                "byte order mark and UTF-16",
                [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("""{"scope":"ACCOUNT:1","reason":"r"}""")],
                "application/json; charset=utf-16",
                400
            },
            { "UTF-7 by its name", Text("""{"scope":"+AEE-CCOUNT:1","reason":"r"}"""), "application/json; charset=utf-7", 400 },
            { "a number beyond numbers", Text("""{"scope":"ACCOUNT:1","reason":1e999999}"""), "application/json", 400 },
            { "a comment", Text("""{"scope":"ACCOUNT:1",/**/"reason":"r"}"""), "application/json", 400 },
            { "a form", Text("scope=ACCOUNT:1&reason=r"), "application/x-www-form-urlencoded", 415 },
            {
                "many forms",
                Text("--x\r\nContent-Disposition: form-data; name=\"scope\"\r\n\r\nACCOUNT:1\r\n--x--"),
                "multipart/form-data; boundary=x",
                415
            },
            { "XML with an entity", Text("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"), "application/xml", 415 },
            {
                "more than a megabyte in one string",
                Text($$"""{"scope":"ACCOUNT:1","reason":"{{new string('a', 1_050_000)}}"}"""),
                "application/json",
                413
            },
            { "a reason of blanks", Text($$"""{"scope":"ACCOUNT:1","reason":"{{new string(' ', 1_001)}}"}"""), "application/json", 400 },
            { "a packed body", Gzip("""{"scope":"ACCOUNT:1","reason":"r"}"""), "application/json", 400 },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Kill_HostileBody_IsRefusedWithoutEffect(string what, byte[] body, string type, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/kill") { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stack.Token("alice"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (what == "a packed body")
            request.Content.Headers.ContentEncoding.Add("gzip");

        using var response = await _stack.Http.SendAsync(request);

        var reply = await Reply.OfAsync(response);
        Assert.Equal((what, status), (what, reply.Status));
        Assert.DoesNotContain("   at ", reply.Body);
        Assert.DoesNotContain("Exception", reply.Body);
        Assert.Equal(0, _stack.Broker.CommandCount);
    }

    /// <summary>Each is refused, or read one way only and the connection ended: no second request comes out of the first.</summary>
    [Theory]
    [InlineData("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: identity\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Content-Length: 0\r\nContent-Length: 40\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Content-Length: +0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Content-Length: 0x0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Content-Length: -1\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("X-A: a\r\n Content-Length: 40\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("X-A: a\n\nGET /smuggled HTTP/1.1\nHost: localhost\n\n")]
    [InlineData("X-\0: a\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    public async Task Framing_TwoReadings_AreNotTwoRequests(string rest)
    {
        var answer = await RawHttp.AnswerAsync(
            _stack.Api.Endpoint,
            $"POST /kill HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_stack.Token("alice")}\r\nContent-Type: application/json\r\n{rest}"
        );

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        Assert.DoesNotContain("/smuggled", answer);
        Assert.True(answer.Split("HTTP/1.1 ").Length <= 2, $"One request, two answers:\n{answer}");
        Assert.Equal(0, _stack.Broker.CommandCount);
        Assert.Equal(200, (await _stack.GetAsync("/health")).Status);
    }

    public static TheoryData<string, string> Floods => new()
    {
        { string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: a\r\n")), "431" },
        { $"X-Long: {new string('a', 32_000)}\r\n", "431" },
        { $"Cookie: {new string('a', 17_000)}\r\n", "431" },
        { string.Concat(Enumerable.Range(0, 90).Select(i => $"X-{i}: {new string('a', 400)}\r\n")), "431" },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Headers_TooManyOrTooLong_Are431(string headers, string status) =>
        Assert.StartsWith(
            $"HTTP/1.1 {status}",
            await RawHttp.AnswerAsync(_stack.Api.Endpoint, $"GET /state HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n")
        );

    [Theory]
    [InlineData("GET http://evil.example/state HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n")]
    [InlineData("GET /state HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n")]
    [InlineData("GET /state HTTP/0.9\r\nHost: localhost\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /state HTTP/1.1\nHost: localhost\n")]
    [InlineData("GET /assets/../keys/approval-links.key HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /assets/..%2f..%2fkeys/approval-links.key HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /state\tx HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task Line_OddOnes_AreClientErrors(string request)
    {
        var answer = await RawHttp.AnswerAsync(_stack.Api.Endpoint, $"{request}Connection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (4|505)", answer);
        Assert.DoesNotContain("   at ", answer);
    }

    [Theory]
    [InlineData("Content-Length: 0", 200)]
    [InlineData("Content-Length: +0", 200)]
    [InlineData("Content-Length: 5", 400)]
    [InlineData("Transfer-Encoding: chunked", 400)]
    public async Task Get_WithABody_EndsTheConnection(string header, int status)
    {
        var answer = await RawHttp.AnswerAsync(
            _stack.Api.Endpoint,
            $"GET /health HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
        );

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.True(answer.Split("HTTP/1.1 ").Length == 2, answer);
    }

    [Fact]
    public async Task Http2_BeforeAnyTls_IsNotSpoken()
    {
        using var client = await RawHttp.ConnectAsync(_stack.Api.Endpoint);
        await client.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        Assert.DoesNotContain("200", await client.ToEndAsync());
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
