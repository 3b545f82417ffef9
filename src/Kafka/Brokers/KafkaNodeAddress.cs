using System.Net;
using System.Net.Sockets;

namespace KillSwitch.Kafka.Brokers;

/// <summary>One node of a cluster.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Port">Where clients reach it, on 127.0.0.1.</param>
/// <param name="ControllerPort">Where the other controllers do.</param>
internal sealed record KafkaNodeAddress(int Id, int Port, int ControllerPort)
{
    public string Voter => $"{Id}@127.0.0.1:{ControllerPort}";

    /// <summary>Of free ports, all taken at once, so that they differ.</summary>
    public static IReadOnlyList<KafkaNodeAddress> Take(int nodes)
    {
        var listeners = Enumerable.Range(0, nodes * 2).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            listeners.ForEach(l => l.Start());
            var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToList();
            return [.. Enumerable.Range(0, nodes).Select(i => new KafkaNodeAddress(i + 1, ports[i * 2], ports[(i * 2) + 1]))];
        }
        finally
        {
            listeners.ForEach(l => l.Dispose());
        }
    }
}
