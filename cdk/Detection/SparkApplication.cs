using Amazon.CDK.AWS.EMRServerless;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Detection;

/// <summary>
/// The EMR Serverless application that the detection's job runs in. It starts with the job, and costs nothing while none runs.
/// </summary>
internal sealed class SparkApplication : Construct
{
    /// <summary>Spark 3.5.3, the last that the driver's library knows (spark/README.md).</summary>
    public const string Release = "emr-7.7.0";

    /// <summary>As spark/run-emr-serverless.sh builds the driver unless it is told otherwise.</summary>
    public const string Architecture = "ARM64";

    public SparkApplication(Construct scope, Deployment deployment, NetworkStack network, DetectionBucket bucket)
        : base(scope, "Application")
    {
        Name = deployment.Named("killswitch-detection");
        Resource = new CfnApplication(this, "Resource", new CfnApplicationProps
        {
            Name = Name,
            Type = "SPARK",
            ReleaseLabel = Release,
            Architecture = Architecture,
            AutoStartConfiguration = new CfnApplication.AutoStartConfigurationProperty { Enabled = true },
            AutoStopConfiguration = new CfnApplication.AutoStopConfigurationProperty { Enabled = true, IdleTimeoutMinutes = 15 },
            // The job's driver and executors (spark/emr-serverless.conf), and as much again for the attempt that follows a failed one.
            MaximumCapacity = new CfnApplication.MaximumAllowedResourcesProperty { Cpu = "12 vCPU", Memory = "48 GB", Disk = "160 GB" },
            NetworkConfiguration = new CfnApplication.NetworkConfigurationProperty
            {
                SubnetIds = network.Vpc.SelectSubnets(network.FunctionSubnets).SubnetIds,
                SecurityGroupIds = [network.KafkaClients.SecurityGroupId],
            },
            // EMR's own default asks a metastore, which there is no way to; nothing here keeps tables.
            RuntimeConfiguration = new[]
            {
                new CfnApplication.ConfigurationObjectProperty
                {
                    Classification = "spark-defaults",
                    Properties = new Dictionary<string, string> { ["spark.sql.catalogImplementation"] = "in-memory" },
                },
            },
            MonitoringConfiguration = new CfnApplication.MonitoringConfigurationProperty
            {
                // Encrypted as everything in the bucket is.
                S3MonitoringConfiguration = new CfnApplication.S3MonitoringConfigurationProperty
                {
                    LogUri = $"s3://{bucket.Bucket.BucketName}/{DetectionBucket.Logs}/",
                },
                // Kept by the service under a key of its own, and reached by a way out that there is not.
                ManagedPersistenceMonitoringConfiguration = new CfnApplication.ManagedPersistenceMonitoringConfigurationProperty
                {
                    Enabled = false,
                },
            },
        });
    }

    public CfnApplication Resource { get; }

    /// <summary>As its measures call it, together with <see cref="Id"/>.</summary>
    public string Name { get; }

    public string Id => Resource.AttrApplicationId;

    public string Arn => Resource.AttrArn;
}
