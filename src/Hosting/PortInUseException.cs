using System.Net;

namespace KillSwitch.Hosting;

/// <summary>Another process listens where this one was told to. Retrying helps only once that process has gone.</summary>
public sealed class PortInUseException(IPEndPoint listen, string setting, Exception? inner = null)
    : Exception(
        $"{setting}: {listen} is in use by another process. Stop that process, or give another port with {setting} (0 takes any free one).",
        inner
    )
{
    /// <summary>Where it should have listened.</summary>
    public IPEndPoint Listen { get; } = listen;

    /// <summary>The option that names the port, as a user types it.</summary>
    public string Setting { get; } = setting;
}
