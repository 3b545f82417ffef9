using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Stacks;

namespace KillSwitch.Cdk.Constructs;

internal sealed record PrivateBucketProps
{
    /// <summary><c>audit</c> becomes <c>killswitch-audit-alice-ACCOUNT-REGION</c>. At most 12 characters, or else the longest names would be too long for S3.</summary>
    public required string Name { get; init; }

    public required Deployment Deployment { get; init; }

    /// <summary>Its key, and where its access is logged.</summary>
    public required NetworkStack Network { get; init; }

    /// <summary>For how many days an object cannot be deleted or overwritten without the right to pass over governance; null: it can.</summary>
    public int? LockDays { get; init; }

    /// <summary>After how many days objects go; null: they stay.</summary>
    public int? ExpireAfterDays { get; init; }
}
