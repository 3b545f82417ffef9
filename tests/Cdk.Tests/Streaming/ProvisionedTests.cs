using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Streaming;

[Collection(SynthesizedApps.Collection)]
public sealed class ProvisionedTests(SynthesizedApps apps)
{
    private Resource Cluster => apps.Provisioned.OfType("AWS::MSK::Cluster").Single();

    [Fact]
    public void Cluster_OnRequest_IsProvisionedAlone() => Assert.Empty(apps.Provisioned.OfType("AWS::MSK::ServerlessCluster"));

    [Fact]
    public void Cluster_Clients_SignInWithIamOrNotAtAll()
    {
        Assert.Equal("true", Cluster.Text("ClientAuthentication.Sasl.Iam.Enabled"));
        Assert.Equal("false", Cluster.Text("ClientAuthentication.Unauthenticated.Enabled"));
    }

    [Fact]
    public void Cluster_OnTheWire_IsEncrypted()
    {
        Assert.Equal("TLS", Cluster.Text("EncryptionInfo.EncryptionInTransit.ClientBroker"));
        Assert.Equal("true", Cluster.Text("EncryptionInfo.EncryptionInTransit.InCluster"));
    }

    [Fact]
    public void Cluster_AtRest_IsEncryptedWithTheInstallationsKey() =>
        Assert.Contains("DataKey", Cluster.Text("EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId"), StringComparison.Ordinal);

    [Fact]
    public void Cluster_Brokers_AreOneInEachZone()
    {
        Assert.Equal("2", Cluster.Text("NumberOfBrokerNodes"));
        Assert.Equal(2, Cluster["BrokerNodeGroupInfo.ClientSubnets"]!.AsArray().Count);
    }

    [Fact]
    public void Cluster_Brokers_LogAndAreMeasuredAsFarAsItCostsNothing()
    {
        Assert.Equal("true", Cluster.Text("LoggingInfo.BrokerLogs.CloudWatchLogs.Enabled"));
        Assert.Equal("DEFAULT", Cluster.Text("EnhancedMonitoring"));
    }

    [Theory]
    [InlineData("auto.create.topics.enable=false")]
    [InlineData("unclean.leader.election.enable=false")]
    [InlineData("min.insync.replicas=2")]
    [InlineData("default.replication.factor=2")]
    [InlineData("transaction.state.log.replication.factor=2")]
    [InlineData("transaction.state.log.min.isr=2")]
    [InlineData("offsets.topic.replication.factor=2")]
    public void Brokers_Configured_LoseNothingThatWasAcknowledged(string property)
    {
        var configuration = apps.Provisioned.OfType("AWS::MSK::Configuration").Single();

        Assert.Contains(property, configuration.Text("ServerProperties").Split('\n'));
        Assert.Equal($"${{{configuration.Id}.Arn}}", Cluster.Text("ConfigurationInfo.Arn"));
    }

    [Fact]
    public void Brokers_LowCost_AreTheSmallest() =>
        Assert.Equal("kafka.t3.small", apps.ProvisionedLowCost.Only("AWS::MSK::Cluster").Text("BrokerNodeGroupInfo.InstanceType"));

    [Fact]
    public void Router_OnProvisioned_DeliversInTransactionsOfItsOwnIds()
    {
        var router = apps.Provisioned.RoleOf(FunctionSpecs.OrderRouter.Name);

        Assert.Equal(
            SettingNames.Transactional,
            apps.Provisioned.Function(FunctionSpecs.OrderRouter.Name).Text($"Environment.Variables.{SettingNames.Delivery}")
        );
        Assert.Contains(router.Statements, s =>
            s.Covers("kafka-cluster:AlterTransactionalId")
            && s.Covers("kafka-cluster:DescribeTransactionalId")
            && s.CoversKafka("transactional-id", "killswitch-router-0")
        );
        Assert.DoesNotContain(router.Statements, s =>
            s.Covers("kafka-cluster:AlterTransactionalId") && s.CoversKafka("transactional-id", "somebody-else")
        );
    }
}
