using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Constructs;

/// <summary>How clients reach the cluster, and the permissions they need, topic by topic.</summary>
internal sealed class KafkaAccess
{
    /// <summary><c>HOST:9098</c>, several separated by commas; known when the stack is deployed.</summary>
    public required string Bootstrap { get; init; }

    public required string ClusterArn { get; init; }

    /// <summary>The value of <see cref="Aws.Settings.SettingNames.Delivery"/>.</summary>
    public required string Delivery { get; init; }

    /// <summary>What every client needs, whatever else it does.</summary>
    public IReadOnlyList<PolicyStatement> Connect() => throw new NotImplementedException();

    public IReadOnlyList<PolicyStatement> Read(params string[] topics) => throw new NotImplementedException();

    public IReadOnlyList<PolicyStatement> Write(params string[] topics) => throw new NotImplementedException();

    /// <summary>Transactional ids that begin so. None where the cluster has no transactions.</summary>
    public IReadOnlyList<PolicyStatement> Transactions(string prefix) => throw new NotImplementedException();

    /// <summary>Being a member of a consumer group.</summary>
    public IReadOnlyList<PolicyStatement> Group(string name) => throw new NotImplementedException();

    /// <summary>Creating topics, and looking at how they are kept.</summary>
    public IReadOnlyList<PolicyStatement> Admin(params string[] topics) => throw new NotImplementedException();
}
