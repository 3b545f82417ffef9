using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class MappingTests(SynthesizedApps apps)
{
    [Theory]
    [InlineData(Topics.Orders)]
    [InlineData(Topics.Audit)]
    public void Records_ThatNothingMayBePassedOverOf_AreHandedOverForEverAndNeverSkipped(string topic)
    {
        var mapping = Mapping(topic);

        Assert.Null(mapping["DestinationConfig"]);
        Assert.Null(mapping["MaximumRetryAttempts"]);
        Assert.Null(mapping["MaximumRecordAgeInSeconds"]);
        Assert.Null(mapping["BisectBatchOnFunctionError"]);
        Assert.Null(mapping["FunctionResponseTypes"]);
    }

    [Fact]
    public void Commands_ThatAreGivenUp_AreKeptAndAMessageSaysSo()
    {
        var bucket = apps
            .Usual.OfType("AWS::S3::Bucket")
            .Single(b => b.Text("BucketName").StartsWith("killswitch-given-up-", StringComparison.Ordinal));
        var queue = apps.Usual.OfType("AWS::SQS::Queue").Single();

        Assert.Equal($"${{{bucket.Id}.Arn}}", Mapping(Topics.Commands).Text("DestinationConfig.OnFailure.Destination"));
        var notified = Assert.Single(bucket["NotificationConfiguration.QueueConfigurations"]!.AsArray())!;
        Assert.Equal("s3:ObjectCreated:*", notified["Event"]!.ToString());
        Assert.Equal($"${{{queue.Id}.Arn}}", Templates.Render(notified["Queue"]));
    }

    [Fact]
    public void Queue_OfWhatWasGivenUp_TakesMessagesOfItsBucketAlone()
    {
        var policy = apps.Usual.OfType("AWS::SQS::QueuePolicy").Single();
        var senders = Statement.OfDocument(policy["PolicyDocument"]).Where(s => s.Allows).ToList();

        var sender = Assert.Single(senders);
        Assert.Contains("killswitch-given-up-alice", sender.Condition!.ToJsonString(), StringComparison.Ordinal);
        var bucket = apps
            .Usual.OfType("AWS::S3::Bucket")
            .Single(b => b.Text("BucketName").StartsWith("killswitch-given-up-", StringComparison.Ordinal));
        Assert.Contains(policy.Id, bucket.Body["DependsOn"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Topics.Orders, "killswitch-order-router")]
    [InlineData(Topics.Commands, "killswitch-command-intake")]
    [InlineData(Topics.Audit, "killswitch-audit-index")]
    public void Mapping_OfATopic_CallsItsFunctionFromTheOldestRecordOn(string topic, string function)
    {
        var mapping = Mapping(topic);

        Assert.Equal($"${{{apps.Usual.Function(function).Id}}}", mapping.Text("FunctionName"));
        Assert.Equal("TRIM_HORIZON", mapping.Text("StartingPosition"));
        Assert.Equal(apps.Usual.Deployment.Named(function), mapping.Text("AmazonManagedKafkaEventSourceConfig.ConsumerGroupId"));
    }

    [Theory]
    [InlineData(Topics.Orders, "killswitch-order-router")]
    [InlineData(Topics.Commands, "killswitch-command-intake")]
    [InlineData(Topics.Audit, "killswitch-audit-index")]
    public void Role_OfAMappedFunction_MayDoWhatItsPollersDo(string topic, string function)
    {
        var role = apps.Usual.RoleOf(function);
        var group = apps.Usual.Deployment.Named(function);

        Assert.True(role.MayOnTopic("kafka-cluster:ReadData", topic) && role.MayOnTopic("kafka-cluster:DescribeTopic", topic));
        Assert.Contains(role.Statements, s => s.Covers("kafka-cluster:AlterGroup") && s.CoversKafka("group", group));
        Assert.Contains(role.Statements, s => s.Covers("kafka-cluster:DescribeGroup") && s.CoversKafka("group", group));
        foreach (
            var action in new[]
            {
                "kafka:DescribeClusterV2",
                "kafka:GetBootstrapBrokers",
                "ec2:CreateNetworkInterface",
                "ec2:DescribeVpcs",
                "ec2:DescribeSecurityGroups",
            }
        )
            Assert.Contains(role.Statements, s => s.Allows && s.Covers(action));
    }

    [Fact]
    public void Mapping_OfATopic_WaitsForItsFunctionsPermissions() => Assert.All(apps.Usual.OfType("AWS::Lambda::EventSourceMapping"), m =>
        Assert.Contains("RoleDefaultPolicy", m.Body["DependsOn"]!.ToJsonString(), StringComparison.Ordinal));

    private Resource Mapping(string topic) =>
        apps.Usual.OfType("AWS::Lambda::EventSourceMapping").Single(m => m["Topics"]![0]!.ToString() == topic);
}
