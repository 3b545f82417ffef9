using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class EncryptionTests(SynthesizedApps apps)
{
    [Theory]
    [InlineData("AWS::Logs::LogGroup", "KmsKeyId")]
    [InlineData("AWS::SNS::Topic", "KmsMasterKeyId")]
    [InlineData("AWS::SQS::Queue", "KmsMasterKeyId")]
    [InlineData("AWS::DynamoDB::Table", "SSESpecification.KMSMasterKeyId")]
    [InlineData("AWS::SecretsManager::Secret", "KmsKeyId")]
    public void Store_OfAnyKind_IsEncryptedWithTheInstallationsKey(string type, string property)
    {
        var stores = apps.All.SelectMany(a => a.OfType(type)).ToList();

        Assert.NotEmpty(stores);
        Assert.All(stores, s => Assert.Contains("DataKey", s.Text(property), StringComparison.Ordinal));
    }

    [Fact]
    public void Function_OfTheSystem_HasItsVariablesEncryptedWithTheInstallationsKey() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::Lambda::Function")).Where(f => f.Text("Runtime") == "dotnet10"), f =>
            Assert.Contains("DataKey", f.Text("KmsKeyArn"), StringComparison.Ordinal)
        );

    [Fact]
    public void Bucket_OfAnyKind_IsEncryptedWithTheInstallationsKeyButTheAccessLogs() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::S3::Bucket")), b =>
        {
            var encryption = b["BucketEncryption.ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!;
            if (b.Text("BucketName").StartsWith("killswitch-accesses-", StringComparison.Ordinal))
                Assert.Equal("AES256", encryption["SSEAlgorithm"]!.ToString());
            else
                Assert.Contains("DataKey", encryption["KMSMasterKeyID"]!.ToJsonString(), StringComparison.Ordinal);
        });

    [Fact]
    public void Bucket_OfAnyKind_IsPrivateAndSpeaksTlsAlone() => Assert.All(apps.All, app => Assert.All(app.OfType("AWS::S3::Bucket"), b =>
            {
                Assert.All(new[] { "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets" }, p =>
                    Assert.Equal("true", b.Text($"PublicAccessBlockConfiguration.{p}"))
                );
                var policy = app.OfType("AWS::S3::BucketPolicy").Single(p => p.Stack == b.Stack && p.Text("Bucket") == $"${{{b.Id}}}");
                Assert.Contains(Statement.OfDocument(policy["PolicyDocument"]), s =>
                    !s.Allows
                    && s.Covers("s3:GetObject")
                    && s.Condition!.ToJsonString().Contains("aws:SecureTransport", StringComparison.Ordinal)
                );
            }));

    [Fact]
    public void Bucket_OfAnyKind_HasItsAccessLoggedButTheAccessLogs() =>
        Assert.All(
            apps.All.SelectMany(a => a.OfType("AWS::S3::Bucket"))
                .Where(b => !b.Text("BucketName").StartsWith("killswitch-accesses-", StringComparison.Ordinal)),
            b => Assert.NotNull(b["LoggingConfiguration.DestinationBucketName"])
        );
}
