namespace KillSwitch.Brokers;

/// <summary><c>server.properties</c> of a node that is broker and controller.</summary>
internal static class ServerProperties
{
    /// <param name="options">Its further properties go before ours.</param>
    /// <param name="node">Which node.</param>
    /// <param name="cluster">All of them.</param>
    /// <param name="directory">Where it keeps its data.</param>
    public static IReadOnlyDictionary<string, string> Of(
        ApacheKafkaOptions options,
        KafkaNodeAddress node,
        IReadOnlyList<KafkaNodeAddress> cluster,
        string directory
    )
    {
        // Every node keeps a copy of everything; what is acknowledged is on more than half of them, so that any one may be lost.
        var (copies, inSync) = ($"{cluster.Count}", $"{(cluster.Count / 2) + 1}");
        var properties = new Dictionary<string, string>
        {
            ["process.roles"] = "broker,controller",
            ["node.id"] = $"{node.Id}",
            ["controller.quorum.voters"] = string.Join(',', cluster.Select(n => n.Voter)),
            ["listeners"] = $"PLAINTEXT://127.0.0.1:{node.Port},CONTROLLER://127.0.0.1:{node.ControllerPort}",
            ["advertised.listeners"] = $"PLAINTEXT://127.0.0.1:{node.Port}",
            ["controller.listener.names"] = "CONTROLLER",
            ["inter.broker.listener.name"] = "PLAINTEXT",
            ["log.dirs"] = KafkaNode.LogDirectory(directory),
            ["default.replication.factor"] = copies,
            ["min.insync.replicas"] = inSync,
            ["unclean.leader.election.enable"] = "false",
            ["offsets.topic.replication.factor"] = copies,
            ["offsets.topic.num.partitions"] = "4",
            ["transaction.state.log.replication.factor"] = copies,
            ["transaction.state.log.min.isr"] = inSync,
            ["transaction.state.log.num.partitions"] = "4",
            ["group.initial.rebalance.delay.ms"] = "0",
            ["auto.create.topics.enable"] = "false",
        };
        foreach (var (name, value) in options.Properties)
            properties[name] = value;
        return properties;
    }
}
