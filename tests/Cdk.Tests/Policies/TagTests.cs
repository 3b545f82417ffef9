using System.Text.Json.Nodes;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class TagTests(SynthesizedApps apps)
{
    [Theory]
    [InlineData("AWS::EC2::VPC")]
    [InlineData("AWS::MSK::ServerlessCluster")]
    [InlineData("AWS::Lambda::Function")]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::KMS::Key")]
    [InlineData("AWS::IAM::Role")]
    [InlineData("AWS::SQS::Queue")]
    [InlineData("AWS::SNS::Topic")]
    [InlineData("AWS::SecretsManager::Secret")]
    public void Resource_OfAnInstallation_SaysWhoseItIs(string type)
    {
        var resources = apps.Usual.OfType(type).ToList();

        Assert.NotEmpty(resources);
        Assert.All(resources, r => Assert.Equal("alice", Tag(r)));
    }

    /// <summary>Most services list key and value; MSK maps one to the other.</summary>
    private static string? Tag(Resource resource) => resource["Tags"] switch
    {
        JsonArray list => list.SingleOrDefault(t => t!["Key"]!.ToString() == KillSwitchApp.Tag)?["Value"]?.ToString(),
        JsonObject map => map[KillSwitchApp.Tag]?.ToString(),
        _ => null,
    };
}
