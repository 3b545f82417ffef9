using KillSwitch.Local.Stack.Store;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Local.Tests.Security.Support;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Security;

/// <summary>What a page of another site, open in an operator's browser, can do here: nothing.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "Origin", "https://evil.example" },
        { "Origin", "null" },
        { "Origin", "http://127.0.0.1:1" },
        { "Origin", "http://localhost" },
        { "Sec-Fetch-Site", "cross-site" },
        { "Sec-Fetch-Site", "same-site" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Api_ActOfAForeignPage_IsRefusedEvenWithAToken(string header, string value)
    {
        await using var stack = await ApiStack.StartAsync();

        var reply = await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, (header, value));

        Assert.Equal((403, "ForeignPage"), (reply.Status, reply.Refusal));
        Assert.Equal(0, stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Api_ActOfItsOwnPage_IsServed()
    {
        await using var stack = await ApiStack.StartAsync();
        var own = stack.Api.Endpoint.GetLeftPart(UriPartial.Authority);

        var old = await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, ("Origin", own));
        var today = await stack.PostAsync(
            "/kill",
            "alice",
            new { scope = "ACCOUNT:2", reason = "r" },
            ("Origin", own),
            ("Sec-Fetch-Site", "same-origin")
        );

        Assert.Equal((202, 202), (old.Status, today.Status));
    }

    [Fact]
    public async Task Api_LinkOpenedFromAWebMail_IsShown()
    {
        await using var stack = await ApiStack.StartAsync();
        var link = await stack.AskAsync();

        Assert.Equal(200, (await stack.GetAsync(link, null, ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).Status);
    }

    [Fact]
    public async Task Api_PreflightOfAForeignPage_IsInvitedToNothing()
    {
        await using var stack = await ApiStack.StartAsync();

        foreach (var path in new[] { "/kill", "/state", "/health", "/mailbox" })
        {
            var reply = await stack.SendAsync(
                HttpMethod.Options,
                path,
                null,
                null,
                ("Origin", "https://evil.example"),
                ("Access-Control-Request-Method", "POST")
            );
            Assert.True(reply.Status is 403 or 405, $"{path}: {reply.Status}");
            Assert.DoesNotContain(reply.Headers.Keys, h => h.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.168.1.10", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:80", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    public async Task Host_ReBoundName_IsNotServed(string host, bool served)
    {
        await using var endpoints = await LocalEndpoints.StartAsync(new());

        foreach (var name in new[] { "api", "states", "steps" })
        {
            var request = endpoints.Good(name).Replace("Host: localhost", $"Host: {host}", StringComparison.Ordinal);
            var answer = await RawHttp.AnswerAsync(endpoints.Of(name), request + "Connection: close\r\n\r\n" + (name == "api" ? "" : "{}"));
            Assert.StartsWith(served ? "HTTP/1.1 200" : name == "api" ? "HTTP/1.1 421" : "HTTP/1.1 403", answer);
        }
    }

    [Theory]
    [InlineData("states")]
    [InlineData("steps")]
    public async Task Unauthenticated_RequestOfAnyPage_IsRefused(string name)
    {
        await using var endpoints = await LocalEndpoints.StartAsync(new());

        foreach (
            var header in new[]
            {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:8080",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
            }
        )
        {
            var answer = await RawHttp.AnswerAsync(endpoints.Of(name), endpoints.Good(name) + header + "\r\nConnection: close\r\n\r\n{}");
            Assert.StartsWith("HTTP/1.1 403", answer);
            Assert.DoesNotContain("Access-Control-", answer);
        }
    }

    /// <summary>The store's tables hold the task tokens, and the program behind it invites every page in.</summary>
    [NodeTheory]
    [InlineData("POST", "Host: 127.0.0.1\r\nOrigin: https://evil.example", 403)]
    [InlineData("OPTIONS", "Host: 127.0.0.1\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST", 403)]
    [InlineData("POST", "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site", 403)]
    [InlineData("GET", "Host: evil.example:8000", 403)]
    [InlineData("POST", "Host: 127.0.0.1.evil.example", 403)]
    [InlineData("POST", "Host: localhost:8000", 200)]
    [InlineData("POST", "Host: 127.0.0.1:8000", 200)]
    public async Task Store_RequestOfAPageOrOfAnotherName_IsRefused(string method, string headers, int status)
    {
        using var folder = new TempFolder();
        await using var store = await DynaliteProcess.StartAsync(folder, 0, TimeProvider.System, default);
        const string Signed =
            "Authorization: AWS4-HMAC-SHA256 Credential=x/20250102/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x\r\nX-Amz-Date: 20250102T000000Z\r\n";

        var answer = await RawHttp.AnswerAsync(
            new Uri(store.Endpoint),
            $"{method} / HTTP/1.1\r\n{headers}\r\n{Signed}X-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
        );

        Assert.StartsWith($"HTTP/1.1 {status}", answer);
        Assert.DoesNotContain("Access-Control-Allow", answer, StringComparison.OrdinalIgnoreCase);
    }
}
