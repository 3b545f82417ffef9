using Amazon.CDK.AWS.S3;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

internal sealed record PrivateBucketProps
{
    /// <summary>
    /// <c>audit</c> becomes <c>killswitch-audit-alice-ACCOUNT-REGION</c>. At most 9 characters, or else the longest names would be
    /// too long for S3 in the regions with the longest names.
    /// </summary>
    public required string Name { get; init; }

    public required Deployment Deployment { get; init; }

    /// <summary>Encrypts what is in it.</summary>
    public required DataKey Key { get; init; }

    /// <summary>Where access to it is logged.</summary>
    public required IBucket AccessLogs { get; init; }

    /// <summary>
    /// For how many days an object cannot be deleted or overwritten without the right to pass over governance; null: it can.
    /// </summary>
    public int? LockDays { get; init; }

    /// <summary>After how many days objects go; null: they stay.</summary>
    public int? ExpireAfterDays { get; init; }
}
