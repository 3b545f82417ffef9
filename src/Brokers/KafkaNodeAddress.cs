using System.Net;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Brokers;

/// <summary>One node of a cluster.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Port">Where clients reach it, on 127.0.0.1.</param>
/// <param name="ControllerPort">Where the other controllers do.</param>
internal sealed record KafkaNodeAddress(int Id, int Port, int ControllerPort)
{
    public string Voter => $"{Id}@127.0.0.1:{ControllerPort}";

    /// <summary>
    /// The address that the node of this directory had before, where its ports are free: clients in other processes find it again where
    /// they knew it. Else a free one, which is kept for the next time.
    /// </summary>
    /// <param name="directory">The node's.</param>
    /// <param name="port">Where clients are to reach it; 0 leaves it free.</param>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static KafkaNodeAddress Kept(string directory, int port)
    {
        if (port != 0 && !FreePorts.IsFree(port))
            throw new PortInUseException(new IPEndPoint(IPAddress.Loopback, port), EmbeddedBroker.PortSetting);
        var file = Path.Combine(directory, "ports");
        var address = Before(file) ?? Take(1)[0];
        if (port != 0)
            address = address with { Port = port };
        Directory.CreateDirectory(directory);
        File.WriteAllText(file, $"{address.Port} {address.ControllerPort}");
        return address;
    }

    private static KafkaNodeAddress? Before(string file) =>
        File.Exists(file)
        && File.ReadAllText(file).Split(' ') is [var first, var second]
        && int.TryParse(first, out var port)
        && int.TryParse(second, out var controllerPort)
        && FreePorts.IsFree(port)
        && FreePorts.IsFree(controllerPort)
            ? new KafkaNodeAddress(1, port, controllerPort)
            : null;

    /// <summary>On free ports.</summary>
    public static IReadOnlyList<KafkaNodeAddress> Take(int nodes)
    {
        var ports = FreePorts.Take(nodes * 2);
        return [.. Enumerable.Range(0, nodes).Select(i => new KafkaNodeAddress(i + 1, ports[i * 2], ports[(i * 2) + 1]))];
    }
}
