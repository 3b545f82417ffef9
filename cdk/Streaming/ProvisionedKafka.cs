using Amazon.CDK.AWS.MSK;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Streaming;

/// <summary>MSK Provisioned: two brokers in two zones; TLS and IAM alone, encrypted with the installation's key.</summary>
internal sealed class ProvisionedKafka : Construct
{
    private const string KafkaVersion = "3.8.x";
    private const int Brokers = 2;
    private const int VolumeGb = 20;

    // A record is acknowledged when both brokers have it: while one is away nothing is written, so no kill that was acknowledged is
    // ever lost. What is off is off so that nothing comes to be that nobody asked for, and no broker that lags leads.
    private const string ServerProperties = """
        auto.create.topics.enable=false
        default.replication.factor=2
        delete.topic.enable=true
        min.insync.replicas=2
        offsets.topic.replication.factor=2
        transaction.state.log.min.isr=2
        transaction.state.log.replication.factor=2
        unclean.leader.election.enable=false
        """;

    public ProvisionedKafka(Construct scope, ClusterProps props)
        : base(scope, "Provisioned")
    {
        var logs = SystemLogs.Create(this, $"/aws/vendedlogs/msk/{props.Name}", props.Deployment, props.Network.DataKey);
        var configuration = new CfnConfiguration(
            this,
            "Configuration",
            new CfnConfigurationProps
            {
                Name = props.Name,
                Description = "Topics are made by hand; acknowledged is what both brokers have",
                KafkaVersionsList = [KafkaVersion],
                ServerProperties = ServerProperties,
            }
        );
        var cluster = new CfnCluster(
            this,
            "Cluster",
            new CfnClusterProps
            {
                ClusterName = props.Name,
                KafkaVersion = KafkaVersion,
                NumberOfBrokerNodes = Brokers,
                ConfigurationInfo = new CfnCluster.ConfigurationInfoProperty
                {
                    Arn = configuration.AttrArn,
                    Revision = configuration.AttrLatestRevisionRevision,
                },
                BrokerNodeGroupInfo = new CfnCluster.BrokerNodeGroupInfoProperty
                {
                    // The small ones take four new IAM connections a second each, which a cold start of everything has to share.
                    InstanceType = props.Deployment.LowCost ? "kafka.t3.small" : "kafka.m7g.large",
                    ClientSubnets = props.Network.Vpc.SelectSubnets(props.Network.FunctionSubnets).SubnetIds,
                    SecurityGroups = [props.Network.KafkaClients.SecurityGroupId],
                    StorageInfo = new CfnCluster.StorageInfoProperty
                    {
                        EbsStorageInfo = new CfnCluster.EBSStorageInfoProperty { VolumeSize = VolumeGb },
                    },
                },
                ClientAuthentication = new CfnCluster.ClientAuthenticationProperty
                {
                    Sasl = new CfnCluster.SaslProperty { Iam = new CfnCluster.IamProperty { Enabled = true } },
                    Unauthenticated = new CfnCluster.UnauthenticatedProperty { Enabled = false },
                },
                EncryptionInfo = new CfnCluster.EncryptionInfoProperty
                {
                    EncryptionAtRest = new CfnCluster.EncryptionAtRestProperty { DataVolumeKmsKeyId = props.Network.DataKey.Key.KeyArn },
                    EncryptionInTransit = new CfnCluster.EncryptionInTransitProperty { ClientBroker = "TLS", InCluster = true },
                },
                // How far the detection has read is among what costs nothing; each level above is charged by the measure.
                EnhancedMonitoring = "DEFAULT",
                LoggingInfo = new CfnCluster.LoggingInfoProperty
                {
                    BrokerLogs = new CfnCluster.BrokerLogsProperty
                    {
                        CloudWatchLogs = new CfnCluster.CloudWatchLogsProperty { Enabled = true, LogGroup = logs.LogGroupName },
                    },
                },
            }
        );
        ClusterArn = cluster.AttrArn;
    }

    public string ClusterArn { get; }
}
