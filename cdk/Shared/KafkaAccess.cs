using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Settings;
using KillSwitch.Kafka.Clients;

namespace KillSwitch.Cdk.Shared;

/// <summary>How clients reach the cluster, and the permissions they need, topic by topic.</summary>
/// <param name="kind">Which Amazon MSK.</param>
/// <param name="name">The cluster's, as its metrics call it.</param>
/// <param name="clusterArn">Known when the stack is deployed.</param>
/// <param name="bootstrap"><c>HOST:9098</c>, several separated by commas; known when the stack is deployed.</param>
internal sealed class KafkaAccess(KafkaKind kind, string name, string clusterArn, string bootstrap)
{
    /// <summary>Where brokers answer to clients that sign in with IAM, from within the network.</summary>
    public const int Port = 9098;

    public string Bootstrap => bootstrap;

    public string Name => name;

    public string ClusterArn => clusterArn;

    /// <summary>The value of <see cref="SettingNames.Delivery"/>.</summary>
    public string Delivery => kind == KafkaKind.Provisioned ? SettingNames.Transactional : SettingNames.Sequenced;

    /// <summary>
    /// What every client needs, whatever else it does. librdkafka asks for the coordinator of the group whose name even a reader
    /// outside any group must have.
    /// </summary>
    public IReadOnlyList<PolicyStatement> Connect() =>
    [
        Statements.Allow(["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], ClusterArn),
        Statements.Allow(["kafka-cluster:DescribeGroup"], ArnOf("group", KafkaClients.NoGroup)),
    ];

    public IReadOnlyList<PolicyStatement> Read(params string[] topics) =>
        [Topics(["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"], topics)];

    /// <summary>Every producer here is idempotent.</summary>
    public IReadOnlyList<PolicyStatement> Write(params string[] topics) =>
    [
        Topics(["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"], topics),
        Statements.Allow(["kafka-cluster:WriteDataIdempotently"], ClusterArn),
    ];

    /// <summary>Transactional ids that begin so. None where the router's delivery is sequenced.</summary>
    public IReadOnlyList<PolicyStatement> Transactions(string prefix) =>
        kind == KafkaKind.Serverless
            ? []
            :
            [
                Statements.Allow(
                    ["kafka-cluster:AlterTransactionalId", "kafka-cluster:DescribeTransactionalId"],
                    ArnOf("transactional-id", $"{prefix}-*")
                ),
            ];

    /// <summary>Being a member of a consumer group.</summary>
    public IReadOnlyList<PolicyStatement> Group(string name) =>
        [Statements.Allow(["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"], ArnOf("group", name))];

    /// <summary>What the pollers of an event source mapping need beyond reading the topic as this group.</summary>
    public IReadOnlyList<PolicyStatement> Poll(string topic, string group) =>
    [
        .. Read(topic),
        .. Group(group),
        Statements.Allow(["kafka-cluster:DescribeClusterDynamicConfiguration"], ClusterArn),
        Statements.Allow(["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"], ClusterArn),
    ];

    /// <summary>Creating topics, and looking at how they are kept.</summary>
    public IReadOnlyList<PolicyStatement> Admin(params string[] topics) =>
        [Topics(["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopic", "kafka-cluster:DescribeTopicDynamicConfiguration"], topics)];

    private PolicyStatement Topics(string[] actions, string[] topics) =>
        Statements.Allow(actions, [.. topics.Select(t => ArnOf("topic", t))]);

    /// <summary><c>arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID</c> becomes <c>…:topic/NAME/UUID/orders.v1</c>.</summary>
    private string ArnOf(string type, string name)
    {
        var parts = Fn.Split(":cluster/", ClusterArn);
        return $"{Fn.Select(0, parts)}:{type}/{Fn.Select(1, parts)}/{name}";
    }
}
