using Amazon.CDK;
using Constructs;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Streaming;

namespace KillSwitch.Cdk.Detection;

/// <summary>Where the detection runs. Its job is started by spark/run-emr-serverless.sh, which takes this stack's outputs.</summary>
internal sealed class DetectionStack : Stack
{
    public DetectionStack(Construct scope, Deployment deployment, NetworkStack network, StreamingStack streaming)
        : base(scope, "Detection", deployment.StackProps("detection", "Spark on EMR Serverless"))
    {
        Bucket = new DetectionBucket(this, deployment, network);
        Application = new SparkApplication(this, deployment, network, Bucket);
        Job = new DetectionRole(this, Application.Arn, Bucket, network.DataKey, streaming.Kafka);
        _ = new CfnOutput(
            this,
            "DetectionApplicationId",
            new CfnOutputProps { Value = Application.Id, Description = "--application of spark/run-emr-serverless.sh" }
        );
        _ = new CfnOutput(
            this,
            "DetectionJobRoleArn",
            new CfnOutputProps { Value = Job.Role.RoleArn, Description = "--role of spark/run-emr-serverless.sh" }
        );
        _ = new CfnOutput(
            this,
            "DetectionBucket",
            new CfnOutputProps { Value = Bucket.Bucket.BucketName, Description = "--bucket of spark/run-emr-serverless.sh" }
        );
    }

    public DetectionBucket Bucket { get; }

    public SparkApplication Application { get; }

    public DetectionRole Job { get; }
}
