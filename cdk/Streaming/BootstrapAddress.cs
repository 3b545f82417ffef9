using Amazon.CDK.CustomResources;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Streaming;

/// <summary>Where clients find the cluster. CloudFormation does not say it of a cluster it has made; MSK does, when asked.</summary>
internal sealed class BootstrapAddress : Construct
{
    private const string Path = "BootstrapBrokerStringSaslIam";

    public BootstrapAddress(Construct scope, string clusterArn, FrameworkIdentity identity)
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
            Policy = AwsCustomResourcePolicy.FromStatements([Statements.Allow(["kafka:GetBootstrapBrokers"], clusterArn)]),
            Role = identity.Role,
            LogGroup = identity.Logs,
            InstallLatestAwsSdk = false,
        });
        Value = asked.GetResponseField(Path);
    }

    /// <summary><c>HOST:9098</c>, several separated by commas.</summary>
    public string Value { get; }
}
