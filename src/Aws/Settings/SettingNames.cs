using KillSwitch.Workflows.Auditing;

namespace KillSwitch.Aws.Settings;

/// <summary>The environment variables of the functions. Which function needs which: src/Functions/README.md.</summary>
public static class SettingNames
{
    /// <summary>Set by Lambda itself.</summary>
    public const string Region = "AWS_REGION";

    /// <summary>Set by Lambda itself: the function's name, which stands in audits as the router's.</summary>
    public const string FunctionName = "AWS_LAMBDA_FUNCTION_NAME";

    /// <summary><c>HOST:PORT</c>, several separated by commas: the cluster's brokers for IAM.</summary>
    public const string KafkaBootstrap = "KILLSWITCH_KAFKA_BOOTSTRAP";

    /// <summary><see cref="Sequenced"/> on MSK Serverless, <see cref="Transactional"/> on MSK Provisioned.</summary>
    public const string Delivery = "KILLSWITCH_DELIVERY";

    public const string Sequenced = "sequenced";
    public const string Transactional = "transactional";

    /// <summary>Whether the router refuses orders without a price, or passes them; not set: it refuses them.</summary>
    public const string UnpricedOrders = "KILLSWITCH_UNPRICED_ORDERS";

    /// <summary>The path of a limits file, which every order is held against; not set: nothing is checked.</summary>
    public const string LimitsFile = "KILLSWITCH_LIMITS_FILE";

    /// <summary>Stands behind the tables' names: <c>-alice</c>. Not set: nothing does.</summary>
    public const string Suffix = "KILLSWITCH_SUFFIX";

    public const string StateMachineArn = "KILLSWITCH_STATE_MACHINE_ARN";

    /// <summary>Of the changes of limits.</summary>
    public const string LimitMachineArn = "KILLSWITCH_LIMIT_MACHINE_ARN";

    /// <summary>ARN of the secret that signs callback links.</summary>
    public const string LinkKey = "KILLSWITCH_LINK_KEY_ARN";

    /// <summary>ARN of the secret that attests commands of people.</summary>
    public const string AttestationKey = "KILLSWITCH_ATTESTATION_KEY_ARN";

    /// <summary>Name or ARN of the function that tells people.</summary>
    public const string NotifierFunction = "KILLSWITCH_NOTIFIER_FUNCTION";

    /// <summary>Name or ARN of the function that knows the approvers.</summary>
    public const string ApproversFunction = "KILLSWITCH_APPROVERS_FUNCTION";

    /// <summary>The SNS topic that people's e-mail addresses subscribe to.</summary>
    public const string NotificationsTopicArn = "KILLSWITCH_NOTIFICATIONS_TOPIC_ARN";

    public const string UserPoolId = "KILLSWITCH_USER_POOL_ID";

    /// <summary>Where people reach the approval pages: <c>https://…</c>, without a path.</summary>
    public const string PageAddress = "KILLSWITCH_PAGE_ADDRESS";

    /// <summary>The user pool's hosted sign-in: <c>https://….auth.REGION.amazoncognito.com</c>.</summary>
    public const string SignInAddress = "KILLSWITCH_SIGN_IN_ADDRESS";

    /// <summary>The user pool's client for the approval page, without a secret.</summary>
    public const string SignInClientId = "KILLSWITCH_SIGN_IN_CLIENT_ID";

    /// <summary>What of the audit is indexed; not set: what was held back, and the steps.</summary>
    public const string AuditIndex = AuditCoverageSetting.Name;

    public const string UnkillReminderSeconds = "KILLSWITCH_UNKILL_REMINDER_SECONDS";
    public const string ApprovalSeconds = "KILLSWITCH_APPROVAL_SECONDS";
    public const string Quorum = "KILLSWITCH_QUORUM";
    public const string GlobalQuorum = "KILLSWITCH_GLOBAL_QUORUM";
}
