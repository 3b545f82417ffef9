using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Cdk.Workflow;

namespace KillSwitch.Cdk.Entrance;

internal sealed record ConsoleFunctionsProps
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }

    public required StreamingStack Streaming { get; init; }

    public required WorkflowStack Workflow { get; init; }

    /// <summary>Where people reach the pages.</summary>
    public required string PageAddress { get; init; }

    public required UserDirectory Directory { get; init; }

    public required SignInClients Clients { get; init; }
}
