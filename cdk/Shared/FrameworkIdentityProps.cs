using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

internal sealed record FrameworkIdentityProps
{
    /// <summary>What its functions are for; stands in the log group's name.</summary>
    public required string Purpose { get; init; }

    public required Deployment Deployment { get; init; }

    public required DataKey Key { get; init; }
}
