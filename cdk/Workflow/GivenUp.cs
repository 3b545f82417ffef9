using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SQS;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Workflow;

/// <summary>
/// Batches of commands that Lambda gave up after ten tries: the records in a bucket, and a message for each in a queue, whose depth
/// alarms. Lambda would send the queue no more than a notice; and to the bucket there is an endpoint that costs nothing.
/// </summary>
internal sealed class GivenUp : Construct
{
    private const int KeptDays = 14;
    private const string Name = "given-up";

    private readonly DataKey _key;

    public GivenUp(Construct scope, GivenUpProps props)
        : base(scope, "GivenUp")
    {
        _key = props.Network.DataKey;
        Queue = new Queue(this, "Queue", new QueueProps
        {
            QueueName = props.Deployment.Named($"killswitch-{Name}"),
            Encryption = QueueEncryption.KMS,
            EncryptionMasterKey = _key.Key,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(KeptDays),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        Bucket = new PrivateBucket(this, new PrivateBucketProps
        {
            Name = Name,
            Deployment = props.Deployment,
            Key = props.Network.DataKey,
            AccessLogs = props.Network.AccessLogs,
            ExpireAfterDays = KeptDays,
        }).Bucket;
        Queue.AddToResourcePolicy(FromBucket(BucketNames.Of(this, props.Deployment, Name)));
        NotifyQueue();
    }

    public Bucket Bucket { get; }

    public Queue Queue { get; }

    /// <summary>What the event source mapping's function needs to leave a batch here.</summary>
    public IReadOnlyList<PolicyStatement> Leave() =>
    [
        Statements.Allow(["s3:ListBucket"], Bucket.BucketArn),
        Statements.Allow(["s3:PutObject"], Bucket.ArnForObjects("*")),
        _key.Through("s3"),
    ];

    /// <summary>By the bucket's name: by its ARN, bucket and policy would wait for each other.</summary>
    private PolicyStatement FromBucket(string bucketName)
    {
        var stack = Stack.Of(this);
        var statement = new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["sqs:SendMessage"],
            Resources = [Queue.QueueArn],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = stack.Account },
                ["ArnEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = $"arn:{stack.Partition}:s3:::{bucketName}" },
            },
        });
        statement.AddServicePrincipal("s3.amazonaws.com");
        return statement;
    }

    /// <summary>
    /// Written into the bucket's own properties: CDK's way would bring one more function, with rights over every bucket's
    /// notifications.
    /// </summary>
    private void NotifyQueue()
    {
        var bucket = (CfnBucket)Bucket.Node.DefaultChild!;
        bucket.NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            QueueConfigurations = new[]
            {
                new CfnBucket.QueueConfigurationProperty { Event = "s3:ObjectCreated:*", Queue = Queue.QueueArn },
            },
        };
        // S3 tries the queue when it is told of it.
        Bucket.Node.AddDependency(Queue.Node.FindChild("Policy"));
    }
}
