using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Network;

/// <summary>
/// Who read or wrote what in the other buckets of the installation. S3 writes here itself, and only into buckets that it encrypts
/// with its own keys.
/// </summary>
internal sealed class AccessLogs : Construct
{
    public const string Name = "accesses";

    public AccessLogs(Construct scope, Deployment deployment)
        : base(scope, "AccessLogs")
    {
        Bucket = new Bucket(
            this,
            "Bucket",
            new BucketProps
            {
                BucketName = BucketNames.Of(this, deployment, Name),
                Encryption = BucketEncryption.S3_MANAGED,
                BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
                ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
                EnforceSSL = true,
                MinimumTLSVersion = 1.2,
                Versioned = true,
                LifecycleRules =
                [
                    new LifecycleRule
                    {
                        Expiration = Duration.Days(deployment.LogRetentionDays),
                        NoncurrentVersionExpiration = Duration.Days(1),
                    },
                ],
                RemovalPolicy = RemovalPolicy.DESTROY,
            }
        );
        // Written out, as CDK would name the other stacks' buckets here, and so close a circle.
        var statement = Statements.AllowWhere(
            new Dictionary<string, string> { ["aws:SourceAccount"] = Stack.Of(this).Account },
            ["s3:PutObject"],
            Bucket.ArnForObjects("*"));
        statement.AddServicePrincipal("logging.s3.amazonaws.com");
        Bucket.AddToResourcePolicy(statement);
    }

    public Bucket Bucket { get; }
}
