using System.Text.Json.Nodes;
using KillSwitch.Aws.Settings;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Streaming;

[Collection(SynthesizedApps.Collection)]
public sealed class TopicsTests(SynthesizedApps apps)
{
    private Resource Custom => apps.Usual.OfType("Custom::KafkaTopics").Single();

    [Fact]
    public void Topics_OfTheTemplate_AreThoseOfTheContracts() =>
        Assert.Equal(Topics.All.Select(t => t.Name), Custom["Names"]!.AsArray().Select(n => n!.ToString()));

    [Fact]
    public void Topics_OfTheTemplate_ChangeWithTheirCluster() =>
        Assert.Equal(apps.Usual.OfType("AWS::MSK::ServerlessCluster").Single().Id + ".Arn", Custom.Text("Cluster").Trim('$', '{', '}'));

    [Fact]
    public void Partitions_OfTheDeployment_AreHandedOverAsText()
    {
        Assert.Equal("3", Custom["Partitions"]!.GetValue<string>());
        Assert.Equal("1", apps.LowCost.OfType("Custom::KafkaTopics").Single()["Partitions"]!.GetValue<string>());
    }

    [Fact]
    public void EnsureTopics_OnTopics_MayCreateThoseOfTheContractsAndReadOrWriteNone()
    {
        var role = apps.Usual.RoleOf(FunctionSpecs.EnsureTopics.Name);

        Assert.All(Topics.All, t => Assert.True(role.MayOnTopic("kafka-cluster:CreateTopic", t.Name)));
        Assert.False(role.MayOnTopic("kafka-cluster:CreateTopic", "another"));
        Assert.All(Topics.All, t =>
            Assert.False(role.MayOnTopic("kafka-cluster:ReadData", t.Name) || role.MayOnTopic("kafka-cluster:WriteData", t.Name))
        );
    }

    [Fact]
    public void Framework_WaitingForTheCluster_AsksEveryFifteenSecondsForHalfAnHour()
    {
        var waiter = apps.Usual.OfType("AWS::StepFunctions::StateMachine").Single(m => m.Stack == "streaming");
        var retry = JsonNode.Parse(waiter.Text("DefinitionString"))!["States"]!["framework-isComplete-task"]!["Retry"]![0]!;

        Assert.Equal(15, retry["IntervalSeconds"]!.GetValue<int>());
        Assert.Equal(120, retry["MaxAttempts"]!.GetValue<int>());
    }

    [Fact]
    public void Bootstrap_OfEveryKafkaClient_IsAskedOfTheCluster()
    {
        var asked = apps.Usual.OfType("Custom::AWS").Single(r => r.Stack == "streaming");

        Assert.Contains("getBootstrapBrokers", asked.Text("Create"), StringComparison.Ordinal);
        var variable = apps.Usual.Function(FunctionSpecs.EnsureTopics.Name).Text($"Environment.Variables.{SettingNames.KafkaBootstrap}");
        Assert.Equal($"${{{asked.Id}.BootstrapBrokerStringSaslIam}}", variable);
    }
}
