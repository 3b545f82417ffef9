using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

/// <summary>
/// The customer-managed key of an installation, rotated every year. Its policy admits the services that encrypt with it on their
/// own behalf; roles are admitted by their own policies, each through the services it uses.
/// </summary>
internal sealed class DataKey : Construct
{
    /// <summary>CloudWatch's alarms publish to encrypted topics, S3 sends messages to encrypted queues.</summary>
    private static readonly string[] s_senders = ["cloudwatch.amazonaws.com", "s3.amazonaws.com"];

    private readonly Stack _stack;

    public DataKey(Construct scope, Deployment deployment)
        : base(scope, "DataKey")
    {
        _stack = Stack.Of(this);
        Key = new Key(this, "Key", new KeyProps
        {
            Description = $"KillSwitch of {deployment.Student}: tables, topics, queues, logs, secrets, archive",
            Alias = $"alias/{deployment.Named("killswitch")}",
            EnableKeyRotation = true,
            // The shortest that KMS allows: until then everything encrypted could still be recovered.
            PendingWindow = Duration.Days(7),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        Key.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "LogsOfThisAccount",
            Principals = [new ServicePrincipal($"logs.{deployment.Region}.amazonaws.com")],
            Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["ArnLike"] = new Dictionary<string, object>
                {
                    ["kms:EncryptionContext:aws:logs:arn"] = _stack.FormatArn(
                        new ArnComponents
                        {
                            Service = "logs",
                            Resource = "log-group",
                            ResourceName = "*",
                            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                        }
                    ),
                },
            },
        }));
        Key.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "SendersOfThisAccount",
            Principals = [.. s_senders.Select(s => new ServicePrincipal(s))],
            Actions = ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = _stack.Account },
            },
        }));
    }

    public Key Key { get; }

    /// <summary>
    /// Decrypting and encrypting with the key, through a service alone: <c>dynamodb</c>, <c>secretsmanager</c>, <c>sns</c>,
    /// <c>sqs</c>, <c>s3</c>, <c>states</c>, <c>lambda</c>.
    /// </summary>
    public PolicyStatement Through(string service) => Statements.AllowWhere(
        new Dictionary<string, string> { ["kms:ViaService"] = $"{service}.{_stack.Region}.amazonaws.com" },
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
        Key.KeyArn);
}
