using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Stacks;

namespace KillSwitch.Cdk.Constructs;

internal sealed record GivenUpProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }
}
