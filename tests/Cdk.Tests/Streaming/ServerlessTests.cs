using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Streaming;

[Collection(SynthesizedApps.Collection)]
public sealed class ServerlessTests(SynthesizedApps apps)
{
    private Resource Cluster => apps.Usual.OfType("AWS::MSK::ServerlessCluster").Single();

    [Fact]
    public void Cluster_ByDefault_IsServerlessAlone() => Assert.Empty(apps.Usual.OfType("AWS::MSK::Cluster"));

    [Fact]
    public void Cluster_Clients_SignInWithIam() => Assert.Equal("true", Cluster.Text("ClientAuthentication.Sasl.Iam.Enabled"));

    [Fact]
    public void Cluster_Subnets_AreBothOfTheNetwork() =>
        Assert.Equal(2, Cluster["VpcConfigs"]![0]!["SubnetIds"]!.AsArray().Select(Templates.Render).Distinct().Count());

    [Fact]
    public void Router_OnServerless_DeliversInSequence() =>
        Assert.Equal(
            SettingNames.Sequenced,
            apps.Usual.Function(FunctionSpecs.OrderRouter.Name).Text($"Environment.Variables.{SettingNames.Delivery}")
        );

    [Fact]
    public void Router_OnServerless_HasNoTransactions() =>
        Assert.DoesNotContain(apps.Usual.RoleOf(FunctionSpecs.OrderRouter.Name).Statements, s =>
            s.Covers("kafka-cluster:AlterTransactionalId")
        );
}
