using System.Net;
using System.Net.Sockets;
using System.Text;
using KillSwitch.Hosting;
using KillSwitch.Local.Api;
using KillSwitch.Local.Tests.Api.Support;
using KillSwitch.Tests;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Tests.Api;

public sealed class LimitTests
{
    [Fact]
    public async Task Get_TooOften_Is429AndDoesNotKeepTheSamePersonFromKilling()
    {
        await using var stack = await ApiStack.StartAsync(new OperatorEndpointOptions { RequestsPerSecond = 1 });
        Reply? limited = null;
        for (var i = 0; i < 200 && limited is null; i++)
        {
            var reply = await stack.GetAsync("/state", "alice");
            limited = reply.Status == 429 ? reply : null;
        }

        var kill = await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" });
        var other = await stack.GetAsync("/state", "dave");

        Assert.Equal("TooManyRequests", limited?.Refusal);
        Assert.True(int.Parse(limited!.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(202, kill.Status);
        Assert.Equal(200, other.Status);
    }

    [Fact]
    public async Task Post_TooManyUnkills_DoNotKeepTheSamePersonFromKilling()
    {
        await using var stack = await ApiStack.StartAsync(new OperatorEndpointOptions { RequestsPerSecond = 1 });
        var unkill = new { scope = "ACCOUNT:1", reason = "r" };
        await Until.TrueAsync("unkills are limited", async () => (await stack.PostAsync("/unkill", "alice", unkill)).Status == 429);

        var kill = await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" });

        Assert.Equal(202, kill.Status);
    }

    [Fact]
    public async Task Unkill_StoreNeverAnswers_Is503AfterTheTimeout()
    {
        await using var stack = await ApiStack.StartAsync(new OperatorEndpointOptions { RequestTimeout = TimeSpan.FromSeconds(1) });
        stack.Stores.Hangs = true;

        var reply = await stack.PostAsync("/unkill", "alice", new { scope = "ACCOUNT:1", reason = "r" });

        Assert.Equal((503, "DependencyUnavailable"), (reply.Status, reply.Refusal));
    }

    [Fact]
    public async Task Kill_StoreNeverAnswers_IsInItsTopicWithinHalfASecond()
    {
        await using var stack = await ApiStack.StartAsync();
        stack.Stores.Hangs = true;
        stack.Broker.TakesIn = false;
        var killing = stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }, ("Idempotency-Key", "k-1"));
        var halfASecond = stack.Time.GetUtcNow() + TimeSpan.FromMilliseconds(500);
        await Until.TrueAsync("the store is asked", () => Task.FromResult(stack.Time.NextDue <= halfASecond));

        stack.Time.Advance(TimeSpan.FromMilliseconds(500));
        var reply = await killing;

        Assert.Equal((202, "COMMANDED"), (reply.Status, (string?)reply.Json["enforcement"]));
        Assert.Equal(1, stack.Broker.CommandCount);
    }

    [Fact]
    public async Task Start_PortInUse_NamesPortAndSetting()
    {
        await using var stack = await ApiStack.StartAsync();
        var taken = new IPEndPoint(IPAddress.Loopback, stack.Api.Endpoint.Port);

        var e = await Assert.ThrowsAsync<PortInUseException>(() =>
            OperatorEndpoint.StartAsync(stack.Parts, new OperatorEndpointOptions { Listen = taken }, default)
        );

        Assert.Equal(
            $"--api-port: {taken} is in use by another process. Stop that process, or give another port with --api-port (0 takes any free one).",
            e.Message
        );
    }

    [Fact]
    public async Task Start_SettingsOutOfRange_NamesEachOfThem()
    {
        await using var stack = await ApiStack.StartAsync();

        var e = await Assert.ThrowsAsync<InvalidSettingsException>(() =>
            OperatorEndpoint.StartAsync(
                stack.Parts,
                new OperatorEndpointOptions { RequestsPerSecond = 0, RequestTimeout = TimeSpan.FromMinutes(6) },
                default
            )
        );

        Assert.Collection(
            e.Problems,
            p => Assert.StartsWith("Api.RequestsPerSecond is 0; it must be 1 to 100000", p),
            p => Assert.StartsWith("Api.RequestTimeout is 00:06:00; it must be 1 second to 5 minutes", p));
    }

    [Theory]
    [InlineData("GET /state HTTP/1.1\r\nHost: x\r\nX-Long: {20000}\r\n\r\n", "431")]
    [InlineData("GET /{9000} HTTP/1.1\r\nHost: x\r\n\r\n", "414")]
    [InlineData("GET /state HTTP/1.1\r\n\r\n", "400")]
    [InlineData("nonsense\r\n\r\n", "400")]
    [InlineData("POST /kill HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "40")]
    public async Task Send_WhatIsNoProperRequest_IsAnsweredWithAClientError(string request, string status)
    {
        await using var stack = await ApiStack.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, stack.Api.Endpoint.Port);
        var text = request
            .Replace("{20000}", new string('a', 20_000), StringComparison.Ordinal)
            .Replace("{9000}", new string('a', 9_000), StringComparison.Ordinal);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

        using var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith($"HTTP/1.1 {status}", line);
        Assert.Equal(200, (await stack.GetAsync("/health")).Status);
    }
}
