using System.Net;
using System.Runtime.InteropServices;
using KillSwitch.Brokers.Relay;
using KillSwitch.Hosting;
using KillSwitch.Kafka;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Brokers;

/// <summary>
/// A Kafka broker inside this process (librdkafka's mock cluster behind a <see cref="BrokerRelay"/>): up in a tenth of a second, speaks
/// the real protocol on a port of 127.0.0.1, any client may attach.
/// </summary>
/// <remarks>
/// Its promises are weaker than Kafka's: it forgets everything with the process, keeps about 5 MiB a partition and
/// then silently drops the oldest records, does not compact, creates no topics on request, and accepts transactions
/// without implementing them. A member that joins or leaves a running group waits for nearly the group's session timeout
/// until the partitions are shared out anew, so choose that short (it takes any). Thread-safe.
/// </remarks>
public sealed class EmbeddedBroker : IDisposable
{
    /// <summary>The first and only broker's number.</summary>
    private const int BrokerId = 1;

    /// <summary>The option that gives it another port.</summary>
    public const string PortSetting = "--broker-port";

    /// <summary>
    /// A fetch that waits holds nothing up here: it is let go by whatever comes. One that comes again costs a little, and a stack has some
    /// thirty consumers.
    /// </summary>
    public static TimeSpan FetchWait { get; } = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly nint _client;
    private readonly nint _cluster;
    private readonly BrokerRelay _relay;
    private bool _disposed;

    private EmbeddedBroker(nint client, nint cluster, BrokerRelay relay)
    {
        _client = client;
        _cluster = cluster;
        _relay = relay;
    }

    /// <summary><c>127.0.0.1:PORT</c>.</summary>
    public string Bootstrap => _relay.Endpoint.ToString();

    /// <summary>Settings for clients of this broker.</summary>
    public KafkaSettings Settings => new(Bootstrap) { FetchWait = FetchWait };

    /// <param name="topics">The topics to create; null creates all of the contract.</param>
    /// <param name="partitions">Partitions of each, 1 to 1,000.</param>
    /// <param name="profile">Which protocol versions it speaks.</param>
    /// <param name="port">Where it listens; 0 takes a free port.</param>
    /// <exception cref="InvalidOperationException">The native library cannot host it.</exception>
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static EmbeddedBroker Start(
        IEnumerable<TopicSpec>? topics = null,
        int partitions = 3,
        BrokerProfile profile = BrokerProfile.Full,
        int port = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, 1000);
        var conf = MockCluster.ConfNew();
        // Nobody reads this client's log; the broker's own complaints reach whoever is connected to it.
        MockCluster.ConfSet(conf, "log_level", "0", 0, 0);
        var client = MockCluster.New(MockCluster.Producer, conf, 0, 0);
        if (client == 0)
            throw new InvalidOperationException("The embedded broker cannot start: librdkafka made no client.");
        var cluster = MockCluster.ClusterNew(client, 1);
        if (cluster == 0)
        {
            MockCluster.Destroy(client);
            throw new InvalidOperationException(
                "The embedded broker cannot start: librdkafka made no mock cluster. Is a port of 127.0.0.1 free?"
            );
        }
        var broker = new EmbeddedBroker(client, cluster, Relay(client, cluster, port));
        MockCluster.SetHostPort(cluster, BrokerId, "127.0.0.1", broker._relay.Endpoint.Port);
        // Kafka's 3 s are for many members that start at once on many machines; here they would only delay every start.
        MockCluster.SetInitialRebalanceDelay(cluster, 500);
        // Without a controller, requests to create or describe topics wait for one instead of being refused.
        MockCluster.SetControllerId(cluster, BrokerId);
        if (profile == BrokerProfile.MskServerless)
        {
            foreach (var (api, min, max) in ServerlessApiVersions.All)
                Check(MockCluster.SetApiVersion(cluster, api, min, max), $"set the versions of request {api}");
        }
        foreach (var topic in topics ?? Topics.All)
            Check(MockCluster.TopicCreate(cluster, topic.Name, partitions, 1), $"create topic {topic.Name}");
        return broker;
    }

    /// <summary>Drops every connection and refuses new ones until <see cref="Resume"/>. What was written stays.</summary>
    public void Interrupt() => Check(MockCluster.BrokerSetDown(_cluster, BrokerId), "go down");

    /// <summary>Takes connections again.</summary>
    public void Resume() => Check(MockCluster.BrokerSetUp(_cluster, BrokerId), "come up");

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        _relay.DisposeAsync().AsTask().GetAwaiter().GetResult();
        MockCluster.ClusterDestroy(_cluster);
        MockCluster.Destroy(_client);
    }

    private static BrokerRelay Relay(nint client, nint cluster, int port)
    {
        try
        {
            var inner = IPEndPoint.Parse(Marshal.PtrToStringUTF8(MockCluster.Bootstraps(cluster)) ?? "");
            return BrokerRelay.Start(port, inner, PortSetting, TimeProvider.System);
        }
        catch
        {
            MockCluster.ClusterDestroy(cluster);
            MockCluster.Destroy(client);
            throw;
        }
    }

    private static void Check(int error, string what)
    {
        if (error != 0)
            throw new InvalidOperationException($"The embedded broker could not {what} (librdkafka error {error}).");
    }
}
