using System.Net;

namespace KillSwitch.Hosting;

/// <summary>
/// Whether a request names this machine itself. A web page that has re-bound its own host name to 127.0.0.1 gives that name away.
/// </summary>
public static class LoopbackHost
{
    /// <param name="host">The Host header without its port.</param>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
