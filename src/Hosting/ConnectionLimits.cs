using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KillSwitch.Hosting;

/// <summary>How much of a server one client may hold without using it. Every HTTP endpoint here has them.</summary>
public sealed record ConnectionLimits
{
    /// <summary>The web server looks at its connections once a second; a shorter grace would end honest ones.</summary>
    private static readonly TimeSpan s_leastGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(10);

    /// <summary>Connections at once; default 1,000, 1 to 100,000. One more is closed unanswered. Each takes some 10 KB.</summary>
    public int Connections { get; init; } = 1_000;

    /// <summary>How long a request's line and headers may take; default 10 s, above 0 to 10 minutes. Then it is answered 408.</summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may stay open between requests; default 1 minute, above 0 to 10 minutes.</summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What a client must send of a body, or take of an answer, in bytes a second on average; default 240, 1 to 1,000,000.
    /// </summary>
    public int BytesPerSecond { get; init; } = 240;

    /// <summary>
    /// How long a body or an answer may be slower than <see cref="BytesPerSecond"/>; default 5 s, above 1 s to 10 minutes.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with them, each problem under the name of its setting.</summary>
    public IEnumerable<string> Problems(string owner)
    {
        if (Connections is < 1 or > 100_000)
            yield return $"{owner}.Connections is {Connections}; it must be 1 to 100000, or else nobody could connect, or anybody could use the memory up.";
        if (HeadersWithin <= TimeSpan.Zero || HeadersWithin > s_most)
            yield return $"{owner}.HeadersWithin is {HeadersWithin}; it must be above 0 and at most {s_most}, or else clients that never finish a request hold connections.";
        if (IdleFor <= TimeSpan.Zero || IdleFor > s_most)
            yield return $"{owner}.IdleFor is {IdleFor}; it must be above 0 and at most {s_most}, or else connections that nobody uses pile up.";
        if (BytesPerSecond is < 1 or > 1_000_000)
            yield return $"{owner}.BytesPerSecond is {BytesPerSecond}; it must be 1 to 1000000, or else clients may be as slow as they like, or honest ones are cut off.";
        if (Grace <= s_leastGrace || Grace > s_most)
            yield return $"{owner}.Grace is {Grace}; it must be above {s_leastGrace} and at most {s_most}.";
    }

    public void ApplyTo(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = Connections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.RequestHeadersTimeout = HeadersWithin;
        limits.KeepAliveTimeout = IdleFor;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, Grace);
    }
}
