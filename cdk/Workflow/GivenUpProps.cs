using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Workflow;

internal sealed record GivenUpProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }
}
