using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Entrance;

internal sealed record FirewallProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }

    public required RestApi Api { get; init; }

    public required ApiStage Stage { get; init; }

    /// <summary>What the distribution proves itself by.</summary>
    public required string Proof { get; init; }
}
