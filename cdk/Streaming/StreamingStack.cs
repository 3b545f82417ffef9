using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Streaming;

/// <summary>Kafka, and its topics.</summary>
internal sealed class StreamingStack : Stack
{
    public StreamingStack(Construct scope, Deployment deployment, NetworkStack network)
        : base(scope, "Streaming", deployment.StackProps("streaming", "Amazon MSK and the topics"))
    {
        var props = new ClusterProps
        {
            Name = deployment.Named("killswitch"),
            Deployment = deployment,
            Network = network,
        };
        var arn =
            deployment.Kafka == KafkaKind.Provisioned
                ? new ProvisionedKafka(this, props).ClusterArn
                : new ServerlessKafka(this, props).ClusterArn;
        var identity = new FrameworkIdentity(
            this,
            new FrameworkIdentityProps
            {
                Purpose = "Bootstrap",
                Deployment = deployment,
                Key = network.DataKey,
            }
        );
        Kafka = new KafkaAccess(deployment.Kafka, props.Name, arn, new BootstrapAddress(this, props.Name, arn, identity).Value);
        _ = new KafkaTopics(
            this,
            new KafkaTopicsProps
            {
                Deployment = deployment,
                Network = network,
                Kafka = Kafka,
            }
        );
        _ = new CfnOutput(
            this,
            "Bootstrap",
            new CfnOutputProps { Value = Kafka.Bootstrap, Description = "Kafka's brokers, from within the network" }
        );
    }

    public KafkaAccess Kafka { get; }
}
