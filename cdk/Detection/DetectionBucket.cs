using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Detection;

/// <summary>The one bucket of the detection, in folders as spark/run-emr-serverless.sh names them.</summary>
internal sealed class DetectionBucket : Construct
{
    /// <summary>What Spark needs beside itself; put there by whoever deploys.</summary>
    public const string Jars = "jars";

    /// <summary>The program, with SQL and limits; put there by whoever deploys.</summary>
    public const string Driver = "driver";

    /// <summary>How far the streams have come.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>What was no order.</summary>
    public const string Output = "output";

    /// <summary>Of driver and executors.</summary>
    public const string Logs = "logs";

    public DetectionBucket(Construct scope, Deployment deployment, NetworkStack network)
        : base(scope, "Detection")
    {
        Bucket = new PrivateBucket(
            this,
            new PrivateBucketProps
            {
                Name = "detection",
                Deployment = deployment,
                Key = network.DataKey,
                AccessLogs = network.AccessLogs,
            }
        ).Bucket;
        // Checkpoints are written over all the time; a day is enough to notice a mistake.
        Bucket.AddLifecycleRule(
            new LifecycleRule
            {
                Id = "old-versions",
                NoncurrentVersionExpiration = Duration.Days(1),
                ExpiredObjectDeleteMarker = true,
                AbortIncompleteMultipartUploadAfter = Duration.Days(1),
            }
        );
        Bucket.AddLifecycleRule(
            new LifecycleRule
            {
                Id = "logs",
                Prefix = $"{Logs}/",
                Expiration = Duration.Days(deployment.LogRetentionDays),
            }
        );
    }

    public Bucket Bucket { get; }

    /// <summary>The ARN of all that is in one of the folders.</summary>
    public string In(string folder) => $"{Bucket.BucketArn}/{folder}/*";

    /// <summary>
    /// The ARN of the object by which EMRFS, the file system behind <c>s3://</c> up to EMR 7.9, marks that there is such a folder: it
    /// stands beside the folder and not in it, and a job that may not write it fails before its first checkpoint.
    /// </summary>
    public string MarkerOf(string folder) => $"{Bucket.BucketArn}/{folder}_$folder$";

    /// <summary>
    /// The ARN of the object that would have the folder's own name. There is none, and both file systems look whether there is: S3 says so
    /// only to who might read it, and else that access is denied.
    /// </summary>
    public string NameOf(string folder) => $"{Bucket.BucketArn}/{folder}";
}
