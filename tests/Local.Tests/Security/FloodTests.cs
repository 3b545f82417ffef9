using KillSwitch.Local.Api;
using KillSwitch.Local.Tests.Api.Support;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Whoever asks too much is told to wait, and nobody else waits for it.</summary>
public sealed class FloodTests
{
    [Theory]
    [InlineData("POST", "/kill")]
    [InlineData("GET", "/state")]
    [InlineData("GET", "/approvals/guess")]
    [InlineData("GET", "/health")]
    [InlineData("GET", "/no/such/path")]
    public async Task Flood_WithoutAToken_IsLimitedAndKeepsNobodyFromKilling(string method, string path)
    {
        await using var stack = await ApiStack.StartAsync(
            new OperatorEndpointOptions { RequestsPerSecond = 1, RequestTimeout = TimeSpan.FromMinutes(1) }
        );

        var replies = new List<Reply>();
        while (replies.Count < 300 && replies.LastOrDefault()?.Status != 429)
            replies.Add(await stack.SendAsync(new HttpMethod(method), path));

        Assert.Equal("TooManyRequests", replies[^1].Refusal);
        Assert.Equal(202, (await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" })).Status);
        Assert.Equal(200, (await stack.GetAsync("/state", "alice")).Status);
    }

    [Fact]
    public async Task Flood_ByOnePersonWithManyTokens_IsOnePersons()
    {
        await using var stack = await ApiStack.StartAsync(
            new OperatorEndpointOptions { RequestsPerSecond = 1, RequestTimeout = TimeSpan.FromMinutes(1) }
        );

        // Each request carries a token of its own.
        var replies = new List<Reply>();
        while (replies.Count < 300 && replies.LastOrDefault()?.Status != 429)
            replies.Add(await stack.PostAsync("/kill", "alice", new { scope = "ACCOUNT:1", reason = "r" }));

        Assert.Equal("TooManyRequests", replies[^1].Refusal);
        Assert.Equal(202, (await stack.PostAsync("/kill", "bob", new { scope = "ACCOUNT:2", reason = "r" })).Status);
    }
}
