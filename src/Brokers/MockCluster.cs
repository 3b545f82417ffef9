using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace KillSwitch.Brokers;

/// <summary>librdkafka's mock cluster, from the very library that Confluent.Kafka has loaded.</summary>
internal static partial class MockCluster
{
    private const string Librdkafka = "librdkafka";

    /// <summary>The names under which Confluent.Kafka looks for the library, in its order: one for each build in its package.</summary>
    private static readonly string[] Names = ["librdkafka", "centos8-librdkafka", "alpine-librdkafka"];

    static MockCluster()
    {
        Library.Load();
        NativeLibrary.SetDllImportResolver(typeof(MockCluster).Assembly, Resolve);
    }

    /// <summary>RD_KAFKA_PRODUCER: a client that hosts a mock cluster may be of either kind.</summary>
    public const int Producer = 0;

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint ConfNew();

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ConfSet(nint conf, string name, string value, nint errorText, nuint errorSize);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_new")]
    public static partial nint New(int type, nint conf, nint errorText, nuint errorSize);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_destroy")]
    public static partial void Destroy(nint client);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint ClusterNew(nint client, int brokers);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void ClusterDestroy(nint cluster);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static partial nint Bootstraps(nint cluster);

    /// <summary>Where it says it is to be reached. Exported, and in no header.</summary>
    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_host_port", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetHostPort(nint cluster, int broker, string host, int port);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TopicCreate(nint cluster, string topic, int partitions, int replicationFactor);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_set_apiversion")]
    public static partial int SetApiVersion(nint cluster, short api, short min, short max);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    public static partial void SetInitialRebalanceDelay(nint cluster, int milliseconds);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_set_controller_id")]
    public static partial void SetControllerId(nint cluster, int broker);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static partial int BrokerSetDown(nint cluster, int broker);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static partial int BrokerSetUp(nint cluster, int broker);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Librdkafka)
            return 0;
        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, typeof(Library).Assembly, path, out var handle))
                return handle;
        }
        return 0;
    }
}
