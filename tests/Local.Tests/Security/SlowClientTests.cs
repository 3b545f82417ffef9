using System.Diagnostics;
using System.Text;
using KillSwitch.Hosting;
using KillSwitch.Local.Tests.Security.Support;
using KillSwitch.Local.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Security;

/// <summary>Clients that hold connections without using them: each is cut off, and others are served meanwhile.</summary>
public sealed class SlowClientTests : IAsyncLifetime
{
    private static readonly ConnectionLimits s_limits = new()
    {
        Connections = 40,
        HeadersWithin = TimeSpan.FromSeconds(1),
        IdleFor = TimeSpan.FromSeconds(1),
        BytesPerSecond = 1_000,
        Grace = TimeSpan.FromSeconds(1.5),
    };

    private LocalEndpoints _endpoints = null!;

    public async Task InitializeAsync() => _endpoints = await LocalEndpoints.StartAsync(s_limits);

    public Task DisposeAsync() => _endpoints.DisposeAsync().AsTask();

    public static TheoryData<string> Names => LocalEndpoints.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Headers_NeverFinished_AreEnded(string name)
    {
        using var slow = await RawHttp.ConnectAsync(_endpoints.Of(name));
        await slow.SendAsync(_endpoints.Good(name));

        var answer = await slow.ToEndAsync();

        Assert.StartsWith("HTTP/1.1 408", answer);
        Assert.True(await _endpoints.ServesAsync(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Headers_OneByteAtATime_AreEndedAllTheSame(string name)
    {
        using var slow = await RawHttp.ConnectAsync(_endpoints.Of(name));
        await slow.SendAsync(_endpoints.Good(name) + "X-Slow: ");
        var sent = 0;
        var ended = false;
        await Until.TrueAsync("the server hangs up", async () => ended = !await slow.TrySendAsync("a"u8.ToArray()) || ++sent > 10_000);

        Assert.True(ended && sent <= 10_000, $"{sent} bytes were taken");
        Assert.True(await _endpoints.ServesAsync(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Body_PromisedAndNeverSent_IsEnded(string name)
    {
        using var slow = await RawHttp.ConnectAsync(_endpoints.Of(name));
        await slow.SendAsync(_endpoints.WithBody(name) + "Content-Length: 1000\r\n\r\n{");

        var answer = await slow.ToEndAsync();

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        Assert.DoesNotContain("   at ", answer);
        Assert.True(await _endpoints.ServesAsync(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Connections_OpenAndSilent_AreEndedAndMakeRoom(string name)
    {
        var began = Stopwatch.GetTimestamp();
        var idle = new List<RawHttp>();
        for (var i = 0; i < s_limits.Connections; i++)
            idle.Add(await RawHttp.ConnectAsync(_endpoints.Of(name)));

        await Until.TrueAsync("others are served again", async () => await _endpoints.ServesAsync(name));

        Assert.All(await Task.WhenAll(idle.Select(c => c.ToEndAsync())), said => Assert.Equal("", said));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30));
        idle.ForEach(c => c.Dispose());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Body_Endless_IsEndedAtItsLimit(string name)
    {
        using var endless = await RawHttp.ConnectAsync(_endpoints.Of(name));
        await endless.SendAsync(_endpoints.WithBody(name) + "Transfer-Encoding: chunked\r\n\r\n");
        byte[] chunk = [.. "10000\r\n"u8, .. Encoding.ASCII.GetBytes(new string(' ', 0x10000)), .. "\r\n"u8];

        var megabytes = 0;
        while (megabytes < 64 && await SendsAsync(endless, chunk, 16))
            megabytes++;

        // What the server took before it hung up: its own limit, and what the network's buffers hold.
        Assert.InRange(megabytes, 0, 32);
        Assert.True(await _endpoints.ServesAsync(name));
    }

    private static async Task<bool> SendsAsync(RawHttp client, byte[] chunk, int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (!await client.TrySendAsync(chunk))
                return false;
        }
        return true;
    }
}
