namespace KillSwitch.Cdk.Settings;

/// <summary>What <c>-c NAME=VALUE</c> understands.</summary>
internal static class ContextNames
{
    public const string Student = "student";
    public const string LowCost = "low_cost";
    public const string Kafka = "kafka";
    public const string Region = "region";

    /// <summary>Two of the region's, separated by a comma.</summary>
    public const string Zones = "zones";

    /// <summary>US dollars a month; 0: nobody is mailed.</summary>
    public const string Budget = "budget";

    /// <summary><c>alice:alice@example.com:operator+approver;bob:bob@example.com:approver</c></summary>
    public const string People = "people";

    /// <summary>E-mail addresses, separated by commas.</summary>
    public const string AlarmAddresses = "alarm_addresses";

    public const string UnkillReminderSeconds = "unkill_reminder_seconds";
    public const string ApprovalSeconds = "approval_seconds";
    public const string Quorum = "quorum";
    public const string GlobalQuorum = "global_quorum";

    /// <summary>A file as <c>--detection</c> takes it.</summary>
    public const string Detection = "detection";

    /// <summary>A file as <c>--limits</c> takes it.</summary>
    public const string Limits = "limits";

    public const string UnpricedOrders = "unpriced_orders";
    public const string Partitions = "partitions";
    public const string AuditRetentionDays = "audit_retention_days";
    public const string AuditIndex = "audit_index";
    public const string LogRetentionDays = "log_retention_days";
    public const string GenerateOrders = "generate_orders";
    public const string RequirePackage = "require_package";
}
