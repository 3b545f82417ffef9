using Amazon.CDK;
using Amazon.CDK.CustomResources;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Streaming;

/// <summary>Where clients find the cluster. CloudFormation does not say it of a cluster it has made; MSK does, when asked.</summary>
internal sealed class BootstrapAddress : Construct
{
    private const string Path = "BootstrapBrokerStringSaslIam";

    public BootstrapAddress(Construct scope, string clusterName, string clusterArn, FrameworkIdentity identity)
        : base(scope, "BootstrapAddress")
    {
        var asked = new AwsCustomResource(this, "Ask", new AwsCustomResourceProps
        {
            OnUpdate = new AwsSdkCall
            {
                Service = "Kafka",
                Action = "getBootstrapBrokers",
                Parameters = new Dictionary<string, object> { ["ClusterArn"] = clusterArn },
                OutputPaths = [Path],
                PhysicalResourceId = PhysicalResourceId.Of("bootstrap-address"),
            },
            // By the cluster's name, so that the policy does not wait for the cluster: made after it, it might not yet be known
            // everywhere when the one call comes, and that takes the cluster back.
            Policy = AwsCustomResourcePolicy.FromStatements(
                [Statements.Allow(["kafka:GetBootstrapBrokers"], Stack.Of(this).FormatArn(new ArnComponents
                {
                    Service = "kafka",
                    Resource = "cluster",
                    ResourceName = $"{clusterName}/*",
                }))]
            ),
            Role = identity.Role,
            LogGroup = identity.Logs,
            InstallLatestAwsSdk = false,
        });
        Value = asked.GetResponseField(Path);
    }

    /// <summary><c>HOST:9098</c>, several separated by commas.</summary>
    public string Value { get; }
}
