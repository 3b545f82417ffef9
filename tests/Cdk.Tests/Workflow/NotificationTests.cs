using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class NotificationTests(SynthesizedApps apps)
{
    [Fact]
    public void Operator_WhoIsNoApprover_IsToldWhatEveryoneIs() => Assert.Equal("""{"audience":["everyone"]}""", Filter("carol"));

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public void Approver_OfOthers_IsNotAskedToApproveHisOwnRequest(string name) =>
        Assert.Equal($$"""{"audience":["everyone","approvers"],"except":[{"anything-but":["{{name}}"]}]}""", Filter(name));

    [Fact]
    public void Observer_WhoOnlyReads_IsNotMailed() =>
        Assert.DoesNotContain(apps.Usual.OfType("AWS::SNS::Subscription"), s =>
            s.Text("Endpoint").StartsWith("dave", StringComparison.Ordinal)
        );

    [Fact]
    public void Topic_OfNotifications_IsEncryptedAndTakesNothingInTheClear()
    {
        var topic = apps.Usual.OfType("AWS::SNS::Topic").Single(t => t.Text("TopicName") == "killswitch-notifications-alice");

        Assert.Contains("DataKey", topic.Text("KmsMasterKeyId"), StringComparison.Ordinal);
        Assert.Contains(
            apps.Usual.OfType("AWS::SNS::TopicPolicy")
                .Where(p => p.Text("Topics").Contains(topic.Id, StringComparison.Ordinal))
                .SelectMany(p => Statement.OfDocument(p["PolicyDocument"])),
            s =>
                !s.Allows
                && s.Covers("sns:Publish")
                && s.Condition!.ToJsonString().Contains("aws:SecureTransport", StringComparison.Ordinal)
        );
    }

    /// <summary>Whoever subscribes somebody anew by hand is told which filter to give.</summary>
    [Theory]
    [InlineData("bob")]
    [InlineData("carol")]
    public void Filter_OfAPerson_IsTheOneThatTheRunbookGives(string name) =>
        Assert.Contains(
            Filter(name).Replace("\"", "\\\"", StringComparison.Ordinal),
            File.ReadAllText(Repository.Path("docs", "aws", "runbook.md")),
            StringComparison.Ordinal
        );

    private string Filter(string name) =>
        apps.Usual.OfType("AWS::SNS::Subscription").Single(s => s.Text("Endpoint") == $"{name}@example.com")[
            "FilterPolicy"
        ]!.ToJsonString();
}
