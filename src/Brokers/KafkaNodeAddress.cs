using KillSwitch.Hosting.Processes;

namespace KillSwitch.Brokers;

/// <summary>One node of a cluster.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Port">Where clients reach it, on 127.0.0.1.</param>
/// <param name="ControllerPort">Where the other controllers do.</param>
internal sealed record KafkaNodeAddress(int Id, int Port, int ControllerPort)
{
    public string Voter => $"{Id}@127.0.0.1:{ControllerPort}";

    /// <summary>On free ports.</summary>
    public static IReadOnlyList<KafkaNodeAddress> Take(int nodes)
    {
        var ports = FreePorts.Take(nodes * 2);
        return [.. Enumerable.Range(0, nodes).Select(i => new KafkaNodeAddress(i + 1, ports[i * 2], ports[(i * 2) + 1]))];
    }
}
