using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace KillSwitch.Cdk.Shared;

/// <summary>
/// A bucket of the installation: nobody's but the account's, over TLS alone, encrypted with the installation's key, versioned, its
/// access logged. It is deleted with its stack once it is empty; <c>./run destroy</c> empties it, what is locked included.
/// </summary>
internal sealed class PrivateBucket : Construct
{
    public PrivateBucket(Construct scope, PrivateBucketProps props)
        : base(scope, $"Bucket-{props.Name}")
    {
        Bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BucketName = BucketNames.Of(this, props.Deployment, props.Name),
            Encryption = BucketEncryption.KMS,
            EncryptionKey = props.Key.Key,
            BucketKeyEnabled = true,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            Versioned = true,
            ObjectLockEnabled = props.LockDays is null ? null : true,
            ObjectLockDefaultRetention = props.LockDays is { } days ? ObjectLockRetention.Governance(Duration.Days(days)) : null,
            LifecycleRules = Expiry(props.ExpireAfterDays),
            // By name: of a bucket it knows, CDK would write the policy, in the other stack, and close a circle.
            ServerAccessLogsBucket = Amazon.CDK.AWS.S3.Bucket.FromBucketName(this, "AccessLogs", props.AccessLogs.BucketName),
            ServerAccessLogsPrefix = $"{props.Name}/",
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
    }

    public Bucket Bucket { get; }

    private static LifecycleRule[] Expiry(int? days) =>
        days is not { } after
            ? []
            :
            [
                new LifecycleRule
                {
                    Expiration = Duration.Days(after),
                    NoncurrentVersionExpiration = Duration.Days(1),
                    AbortIncompleteMultipartUploadAfter = Duration.Days(1),
                },
            ];
}
