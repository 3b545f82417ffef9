using Amazon.CDK.AWS.MSK;
using Constructs;

namespace KillSwitch.Cdk.Streaming;

/// <summary>MSK Serverless: TLS and IAM, always; encrypted at rest with a key of AWS's, as it takes no other.</summary>
internal sealed class ServerlessKafka : Construct
{
    public ServerlessKafka(Construct scope, ClusterProps props)
        : base(scope, "Serverless")
    {
        var cluster = new CfnServerlessCluster(this, "Cluster", new CfnServerlessClusterProps
        {
            ClusterName = props.Name,
            ClientAuthentication = new CfnServerlessCluster.ClientAuthenticationProperty
            {
                Sasl = new CfnServerlessCluster.SaslProperty { Iam = new CfnServerlessCluster.IamProperty { Enabled = true } },
            },
            VpcConfigs = new[]
            {
                new CfnServerlessCluster.VpcConfigProperty
                {
                    SubnetIds = props.Network.Vpc.SelectSubnets(props.Network.FunctionSubnets).SubnetIds,
                    SecurityGroups = [props.Network.KafkaClients.SecurityGroupId],
                },
            },
        });
        ClusterArn = cluster.AttrArn;
    }

    public string ClusterArn { get; }
}
