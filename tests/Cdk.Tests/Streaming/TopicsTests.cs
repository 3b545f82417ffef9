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

    /// <summary>CloudFormation gives up after an hour, and says nothing of why.</summary>
    [Fact]
    public void Framework_WaitingForTheCluster_GivesUpWithinCloudFormationsHour()
    {
        var waiter = apps.Usual.OfType("AWS::StepFunctions::StateMachine").Single(m => m.Stack == "streaming");
        var retry = JsonNode.Parse(waiter.Text("DefinitionString"))!["States"]!["framework-isComplete-task"]!["Retry"]![0]!;

        var attempts = retry["MaxAttempts"]!.GetValue<int>();
        var quickest = TimeSpan.FromSeconds(retry["IntervalSeconds"]!.GetValue<int>()) * attempts;
        Assert.Equal(1, retry["BackoffRate"]!.GetValue<double>());
        Assert.InRange(quickest, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));
        // The first call is no repetition.
        Assert.InRange(quickest + FunctionSpecs.EnsureTopics.Timeout * (attempts + 1), quickest, TimeSpan.FromMinutes(58));
    }

    [Theory]
    [InlineData("onEvent")]
    [InlineData("isComplete")]
    [InlineData("onTimeout")]
    public void Framework_AfterACallThatFailed_MayAskWhetherTheFunctionIsActive(string handler)
    {
        var role = apps.Usual.RoleOf($"killswitch-topics-framework-{handler}");
        var asks = role.Statements.Single(s => s.Allows && s.Covers("lambda:GetFunction")).Resources;

        Assert.Equal(
            new[] { FunctionSpecs.BeginTopics, FunctionSpecs.EnsureTopics }.Select(s => $"${{{apps.Usual.Function(s.Name).Id}.Arn}}"),
            asks
        );
    }

    [Fact]
    public void Bootstrap_OfEveryKafkaClient_IsAskedOfTheCluster()
    {
        var asked = apps.Usual.OfType("Custom::AWS").Single(r => r.Stack == "streaming");

        Assert.Contains("getBootstrapBrokers", asked.Text("Create"), StringComparison.Ordinal);
        // The right to ask is there long before the cluster is.
        var right = apps.Usual.OfType("AWS::IAM::Policy").Single(p => p.Id.StartsWith("BootstrapAddressAsk", StringComparison.Ordinal));
        Assert.Contains("GetBootstrapBrokers", right.Body.ToJsonString(), StringComparison.Ordinal);
        var cluster = apps.Usual.OfType("AWS::MSK::ServerlessCluster").Single();
        Assert.DoesNotContain(cluster.Id, right.Body.ToJsonString(), StringComparison.Ordinal);
        var variable = apps.Usual.Function(FunctionSpecs.EnsureTopics.Name).Text($"Environment.Variables.{SettingNames.KafkaBootstrap}");
        Assert.Equal($"${{{asked.Id}.BootstrapBrokerStringSaslIam}}", variable);
    }
}
