using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Network;

/// <summary>
/// The most that any role of an installation can ever do, whatever its own policies come to say: use what is the installation's,
/// and nothing of IAM. Ids and names here are patterns, as the roles' policies name the things themselves; the student's name stands in
/// them where it stands in names, so that somebody called <c>order</c> or <c>eu</c> is not let in to what others' names have in them.
/// </summary>
internal sealed class Boundary : Construct
{
    private readonly Stack _stack;
    private readonly string _suffix;

    public Boundary(Construct scope, Deployment deployment, DataKey key)
        : base(scope, "Boundary")
    {
        _stack = Stack.Of(this);
        _suffix = deployment.Suffix;
        Everyone = Policy("Everyone", deployment, "boundary", [.. Allowed(deployment, key), NoWritingOf(Topics.State, Topics.Limits)]);
        StateWriters = Policy(
            "StateWriters", deployment, "boundary-state-writers", [.. Allowed(deployment, key), NoWritingOf(Topics.Limits)]);
        LimitWriters = Policy(
            "LimitWriters", deployment, "boundary-limit-writers", [.. Allowed(deployment, key), NoWritingOf(Topics.State)]);
    }

    /// <summary>Every role's, but those below: it denies writing killswitch.state.v1 and limits.v1.</summary>
    public ManagedPolicy Everyone { get; }

    /// <summary>
    /// Of those who may write it: publish-killed, publish-active, recovery, and the intake, which does not wait for a workflow.
    /// </summary>
    public ManagedPolicy StateWriters { get; }

    /// <summary>Of those who may write limits.v1: publish-limit and revert-limit.</summary>
    public ManagedPolicy LimitWriters { get; }

    private ManagedPolicy Policy(string id, Deployment deployment, string name, PolicyStatement[] statements) =>
        new(
            this,
            id,
            new ManagedPolicyProps
            {
                ManagedPolicyName = deployment.NamedInRegion($"killswitch-{name}"),
                Description = $"The most that a role of the installation of {deployment.Student} can do",
                Statements = statements,
            }
        );

    private PolicyStatement[] Allowed(Deployment deployment, DataKey key) =>
        [
            Statements.Allow(["kafka-cluster:*", "kafka:Describe*", "kafka:GetBootstrapBrokers"], Arn("kafka", $"*/killswitch{_suffix}/*")),
            Statements.Allow(
                ["dynamodb:BatchWriteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
                Arn("dynamodb", $"table/killswitch-*{_suffix}"),
                Arn("dynamodb", $"table/killswitch-*{_suffix}/index/*")
            ),
            Statements.Allow(
                ["states:DescribeExecution", "states:SendTaskSuccess", "states:StartExecution"],
                Arn("states", $"*:killswitch-*{_suffix}"),
                Arn("states", $"*:killswitch-*{_suffix}:*")
            ),
            Statements.Allow(
                ["lambda:GetFunction", "lambda:InvokeFunction"],
                Arn("lambda", $"function:killswitch-*{_suffix}"),
                Arn("lambda", $"function:killswitch-*{_suffix}:*")
            ),
            // Behind a secret's name its service puts six letters.
            Statements.Allow(["secretsmanager:GetSecretValue"], Arn("secretsmanager", $"secret:killswitch-*{_suffix}-??????")),
            Statements.Allow(["sns:ListSubscriptionsByTopic", "sns:Publish"], Arn("sns", $"killswitch-*{_suffix}")),
            Statements.Allow(["sqs:SendMessage"], Arn("sqs", $"killswitch-*{_suffix}")),
            Statements.Allow(
                ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket", "s3:PutObject"],
                Buckets(deployment),
                $"{Buckets(deployment)}/*"
            ),
            Statements.Allow(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"], key.Key.KeyArn),
            Statements.Allow(["cognito-idp:ListUsersInGroup"], Arn("cognito-idp", "userpool/*")),
            Statements.Allow(
                [
                    "logs:*LogDeliver*",
                    "logs:*ResourcePolic*",
                    "logs:CreateLog*",
                    "logs:Describe*",
                    "logs:FilterLogEvents",
                    "logs:GetLogEvents",
                    "logs:PutLogEvents",
                ],
                "*"
            ),
            Statements.Allow(["ec2:*NetworkInterface*", "ec2:*PrivateIpAddresses", "ec2:Describe*", "ec2:RevokeSecurityGroup*"], "*"),
            Statements.Allow(["cloudwatch:PutMetricData", "xray:GetSampling*", "xray:Put*"], "*"),
        ];

    private PolicyStatement NoWritingOf(params string[] topics) => new(new PolicyStatementProps
    {
        Effect = Effect.DENY,
        Actions = ["kafka-cluster:WriteData"],
        Resources = [.. topics.Select(topic => Arn("kafka", $"topic/*/{topic}"))],
    });

    private string Buckets(Deployment deployment) =>
        $"arn:{_stack.Partition}:s3:::killswitch-*{_suffix}-{_stack.Account}-{deployment.Region}";

    private string Arn(string service, string rest) => $"arn:{_stack.Partition}:{service}:{_stack.Region}:{_stack.Account}:{rest}";
}
