using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Stacks;

/// <summary>Kafka, and its topics.</summary>
internal sealed class StreamingStack : Stack
{
    public StreamingStack(Construct scope, Deployment deployment, NetworkStack network)
        : base(scope, "Streaming", deployment.StackProps("streaming", "Amazon MSK and the topics")) =>
        throw new NotImplementedException();

    public KafkaAccess Kafka { get; }

    /// <summary>The cluster's name, as its metrics carry it (dimension <c>Cluster Name</c>).</summary>
    public string ClusterName { get; }
}
