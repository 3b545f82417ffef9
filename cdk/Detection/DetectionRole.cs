using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Detection;

/// <summary>What the Spark job may do: read and write the topics that spark/detection/pipeline.json names, and its own folders.</summary>
internal sealed class DetectionRole : Construct
{
    /// <summary>What it reads: the orders, reference prices, and what it remembers of earlier kills and of people who restored.</summary>
    public static readonly string[] Read = [Topics.Orders, Topics.Commands, Topics.State, Topics.Prices];

    /// <summary>What it writes.</summary>
    public static readonly string[] Written = [Topics.Commands, Topics.RiskSignals];

    /// <summary>The group whose offsets say how far the limits have been measured. Nobody is a member of it.</summary>
    public const string Progress = "killswitch-detection";

    /// <summary>All groups that tell how far a query has read: killswitch- and its name.</summary>
    public static readonly string[] ProgressGroups = [Progress, "killswitch-malformed"];

    /// <summary>Spark makes a name that begins so for every reader.</summary>
    private const string Readers = "spark-kafka-*";

    public DetectionRole(Construct scope, string applicationArn, DetectionBucket bucket, DataKey key, KafkaAccess kafka)
        : base(scope, "Job")
    {
        Role = new Role(this, "Role", new RoleProps
        {
            Description = "The detection on EMR Serverless",
            // Of this application only, or else any application of the account could be used to become it.
            AssumedBy = new ServicePrincipal("emr-serverless.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(this).Account },
                    ["ArnLike"] = new Dictionary<string, object> { ["aws:SourceArn"] = applicationArn },
                },
            }),
        });
        PolicyStatement[] statements =
        [
            Statements.Allow(["s3:GetObject"], bucket.In(DetectionBucket.Jars), bucket.In(DetectionBucket.Driver)),
            Statements.Allow(
                ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                bucket.In(DetectionBucket.Checkpoints),
                bucket.In(DetectionBucket.Output),
                bucket.MarkerOf(DetectionBucket.Checkpoints),
                bucket.MarkerOf(DetectionBucket.Output)
            ),
            Statements.Allow(["s3:GetObject"], bucket.NameOf(DetectionBucket.Checkpoints), bucket.NameOf(DetectionBucket.Output)),
            Statements.Allow(["s3:GetObject", "s3:PutObject"], bucket.In(DetectionBucket.Logs)),
            Statements.Allow(["s3:GetBucketLocation", "s3:ListBucket"], bucket.Bucket.BucketArn),
            key.Through("s3"),
            .. kafka.Connect(), .. kafka.Read(Read), .. kafka.Write(Written), .. kafka.Group(Readers),
            .. ProgressGroups.SelectMany(kafka.Group),
        ];
        foreach (var statement in statements)
            Role.AddToPolicy(statement);
    }

    public Role Role { get; }
}
