using Microsoft.Extensions.Logging;

namespace KillSwitch.Brokers;

/// <summary>
/// Apache Kafka nodes that make one cluster on this machine: each keeps a copy of everything, so that of three any one may be lost.
/// They end
/// with <see cref="DisposeAsync"/>, or when this process ends; their data stays.
/// </summary>
public sealed class ApacheKafkaCluster : IAsyncDisposable
{
    private ApacheKafkaCluster(IReadOnlyList<KafkaNode> nodes) => Nodes = nodes;

    /// <summary>By their ids.</summary>
    public IReadOnlyList<KafkaNode> Nodes { get; }

    /// <summary>All addresses, separated by commas. They stay, however often a node is started again.</summary>
    public string Bootstrap => string.Join(',', Nodes.Select(n => n.Bootstrap));

    /// <summary>Starts a new cluster and returns when every node answers and knows the others.</summary>
    /// <param name="options">Where Kafka is; each node's data goes to a directory of its own under
    /// <see cref="ApacheKafkaOptions.DataDirectory"/>, which must be new.</param>
    /// <param name="nodes">How many: odd, 3 to 7.</param>
    /// <param name="loggers">Where the clients that wait for it log.</param>
    /// <param name="cancellationToken">Gives up and stops what was started.</param>
    /// <exception cref="BrokerNotStartedException">The message says what is missing or what Kafka said.</exception>
    public static async Task<ApacheKafkaCluster> StartAsync(
        ApacheKafkaOptions options,
        int nodes,
        ILoggerFactory? loggers,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, 7);
        ArgumentOutOfRangeException.ThrowIfEqual(nodes % 2, 0);
        var addresses = KafkaNodeAddress.Take(nodes);
        var clusterId = ClusterId.New();
        var cluster = new ApacheKafkaCluster(
            await Task.WhenAll(
                    addresses.Select(address =>
                    {
                        var data = Path.Combine(Path.GetFullPath(options.DataDirectory), $"node-{address.Id}");
                        return KafkaNode.PrepareAsync(
                            options,
                            data,
                            address,
                            ServerProperties.Of(options, address, addresses, data),
                            clusterId,
                            loggers,
                            cancellationToken
                        );
                    })
                )
                .ConfigureAwait(false)
        );
        try
        {
            foreach (var node in cluster.Nodes)
                await node.StartAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(cluster.Nodes.Select(n => n.UntilItAnswersAsync(cancellationToken, nodes))).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the nodes and waits until their processes are gone.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Nodes.Select(n => n.DisposeAsync().AsTask())).ConfigureAwait(false);
}
