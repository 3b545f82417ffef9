using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Tests.Settings;

public sealed class DeploymentReaderTests
{
    [Fact]
    public void Read_OnlyAStudent_TakesTheDefaults()
    {
        var deployment = DeploymentReader.Read(name => name == ContextNames.Student ? "alice" : null);

        Assert.Equal("-alice", deployment.Suffix);
        Assert.Equal(KafkaKind.Serverless, deployment.Kafka);
        Assert.False(deployment.LowCost);
        Assert.False(deployment.GenerateOrders);
        Assert.Empty(deployment.People);
        Assert.Equal(3, deployment.Partitions);
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAllAtOnce()
    {
        var refused = Assert.Throws<InvalidSettingsException>(() => Deployments.Read(
            (ContextNames.Student, "A"),
            (ContextNames.Kafka, "confluent"),
            (ContextNames.LowCost, "maybe"),
            (ContextNames.Partitions, "0"),
            (ContextNames.Region, "frankfurt"),
            (ContextNames.People, "alice"),
            (ContextNames.AlarmAddresses, "nowhere"),
            (ContextNames.LogRetentionDays, "2"),
            (ContextNames.Quorum, "3"),
            (ContextNames.Detection, "/there/is/none.json")));

        Assert.Equal(10, refused.Problems.Count);
        Assert.Contains(refused.Problems, p =>
            p.StartsWith("student is 'A': it must be 2 to 12 lower-case letters and digits", StringComparison.Ordinal)
        );
        Assert.Contains("kafka is 'confluent': it must be serverless or provisioned.", refused.Problems);
        Assert.Contains(
            "partitions is '0': it must be a whole number from 1 to 30: MSK Serverless takes 120 partitions of compacted topics, of which there are 4.",
            refused.Problems
        );
    }

    [Theory]
    [InlineData(ContextNames.UnpricedOrders, "drop", "unpriced_orders is 'drop': it must be refuse or pass.")]
    [InlineData(ContextNames.Limits, "/there/is/none.json", "The limits /there/is/none.json cannot be read")]
    public void Read_WhatNoRouterCouldStartWith_Refuses(string name, string value, string says) =>
        Assert.Contains(
            Assert.Throws<InvalidSettingsException>(() => Deployments.Read((name, value))).Problems,
            problem => problem.StartsWith(says, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("serverless", "30", true)]
    [InlineData("serverless", "31", false)]
    [InlineData("provisioned", "100", true)]
    [InlineData("provisioned", "101", false)]
    public void Read_Partitions_AreAsManyAsTheClusterTakes(string kafka, string partitions, bool taken)
    {
        var read = Record.Exception(() => Deployments.Read((ContextNames.Kafka, kafka), (ContextNames.Partitions, partitions)));

        Assert.Equal(taken, read is null);
    }

    [Fact]
    public void Read_Zones_AreInOrder() =>
        Assert.Equal(["eu-central-1a", "eu-central-1c"], Deployments.Read((ContextNames.Zones, "eu-central-1c, eu-central-1a")).Zones);

    [Theory]
    [InlineData("eu-central-1a")]
    [InlineData("eu-central-1a,eu-central-1a")]
    [InlineData("eu-central-1a,us-east-1b")]
    [InlineData("eu-central-1a,eu-central-1b,eu-central-1c")]
    public void Read_ZonesThatAreNotTwoOfTheRegion_Refuses(string zones) =>
        Assert.Contains(
            $"zones is '{zones}': it must be two zones of eu-central-1, such as eu-central-1a,eu-central-1b.",
            Assert.Throws<InvalidSettingsException>(() => Deployments.Read((ContextNames.Zones, zones))).Problems
        );

    [Theory]
    [InlineData("-1")]
    [InlineData("fifty")]
    public void Read_BudgetThatIsNone_Refuses(string budget) =>
        Assert.Throws<InvalidSettingsException>(() => Deployments.Read((ContextNames.Budget, budget)));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("1alice")]
    [InlineData("Alice")]
    [InlineData("al-ice")]
    [InlineData("abcdefghijklm")]
    public void Read_StudentThatNamesCannotCarry_Refuses(string student) =>
        Assert.Throws<InvalidSettingsException>(() => Deployments.Read((ContextNames.Student, student)));

    [Fact]
    public void Read_LowCost_TrimsPartitionsAndLogs()
    {
        Assert.Equal(1, Deployments.LowCost.Partitions);
        Assert.Equal(3, Deployments.LowCost.LogRetentionDays);
    }

    [Fact]
    public void Read_LowCostWithPartitions_TakesTheNumberThatWasGiven() =>
        Assert.Equal(5, Deployments.Read((ContextNames.LowCost, "true"), (ContextNames.Partitions, "5")).Partitions);

    [Fact]
    public void Read_People_KnowsNameAddressAndRoles()
    {
        var alice = Deployments.Usual.People[0];

        Assert.Equal("alice", alice.Name);
        Assert.Equal("alice@example.com", alice.Email);
        Assert.Equal([Role.Operator, Role.Approver], alice.Roles);
    }

    [Theory]
    [InlineData("Alice:alice@example.com:operator")]
    [InlineData("alice:alice:operator")]
    [InlineData("alice:alice@example.com:boss")]
    [InlineData("alice:alice@example.com")]
    [InlineData("alice:alice@example.com:operator;alice:other@example.com:approver")]
    [InlineData("alice:alice@example.com:operator;bob:ALICE@example.com:approver")]
    public void Read_PeopleThatCannotBe_Refuses(string people) =>
        Assert.Throws<InvalidSettingsException>(() => Deployments.Read((ContextNames.People, people)));
}
