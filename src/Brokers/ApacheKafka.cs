using KillSwitch.Hosting;
using Microsoft.Extensions.Logging;

namespace KillSwitch.Brokers;

/// <summary>
/// One Apache Kafka node (KRaft, broker and controller) as a child process, from a distribution's <c>libs/</c>. It listens on
/// 127.0.0.1 only
/// and ends with <see cref="DisposeAsync"/>, or when this process ends, however that may be; its data directory stays.
/// </summary>
public sealed class ApacheKafka : IAsyncDisposable
{
    private readonly KafkaNode _node;

    private ApacheKafka(KafkaNode node) => _node = node;

    /// <summary><c>127.0.0.1:PORT</c>, see <see cref="ApacheKafkaOptions.Port"/>.</summary>
    public string Bootstrap => _node.Bootstrap;

    /// <summary>Formats the directory if it is new, starts the node and returns when it answers.</summary>
    /// <param name="options">Where Kafka and its data are.</param>
    /// <param name="loggers">Where the clients that wait for it log.</param>
    /// <param name="cancellationToken">Gives up and stops the node.</param>
    /// <exception cref="PortInUseException">Somebody else listens on the port that was asked for.</exception>
    /// <exception cref="BrokerNotStartedException">The message says what is missing or what Kafka said.</exception>
    public static async Task<ApacheKafka> StartAsync(
        ApacheKafkaOptions options,
        ILoggerFactory? loggers,
        CancellationToken cancellationToken
    )
    {
        var data = Path.GetFullPath(options.DataDirectory);
        var address = KafkaNodeAddress.Kept(data, options.Port);
        var node = await KafkaNode
            .PrepareAsync(
                options,
                data,
                address,
                ServerProperties.Of(options, address, [address], data),
                ClusterId.New(),
                loggers,
                cancellationToken
            )
            .ConfigureAwait(false);
        try
        {
            await node.StartAsync(cancellationToken).ConfigureAwait(false);
            await node.UntilItAnswersAsync(cancellationToken).ConfigureAwait(false);
            return new ApacheKafka(node);
        }
        catch
        {
            await node.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the node and waits until its process is gone.</summary>
    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
