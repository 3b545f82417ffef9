using System.Net;
using KillSwitch.Hosting;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Local.Api;

/// <summary>Settings of <see cref="OperatorEndpoint"/>.</summary>
public sealed record OperatorEndpointOptions
{
    /// <summary>
    /// Where to listen; default 127.0.0.1, any free port. On another address tokens cross the network in the clear: put TLS before
    /// it.
    /// </summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>
    /// Requests a second that one person may make in the long run, acts and reads each; default 50, 1 to 100,000. Four seconds'
    /// worth may come at once.
    /// </summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>
    /// How long a request may take; default 10 s, 1 s to 5 minutes. Longer than the store and the broker need to answer, or else an
    /// act that succeeds is reported as unknown.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a client may hold without using it.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <exception cref="InvalidSettingsException">Names every setting that is wrong.</exception>
    internal void Validate()
    {
        var problems = new List<string>();
        if (RequestsPerSecond is < 1 or > 100_000)
            problems.Add(
                $"Api.RequestsPerSecond is {RequestsPerSecond}; it must be 1 to 100000, or else nobody could kill, or anybody could drown the API."
            );
        if (RequestTimeout < TimeSpan.FromSeconds(1) || RequestTimeout > TimeSpan.FromMinutes(5))
            problems.Add(
                $"Api.RequestTimeout is {RequestTimeout}; it must be 1 second to 5 minutes, or else acts that succeed are reported as unknown, or connections pile up."
            );
        problems.AddRange(Connections.Problems("Api.Connections"));
        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);
    }
}
