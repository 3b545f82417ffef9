using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Entrance;

internal sealed record ApiStageProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }

    public required RestApi Api { get; init; }

    public required ApiMethods Methods { get; init; }

    public required GatewayProblems Problems { get; init; }
}
