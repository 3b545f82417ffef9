using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Entrance;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Cdk.Workflow;

namespace KillSwitch.Cdk.Observability;

internal sealed record SystemDashboardProps
{
    public required StreamingStack Streaming { get; init; }

    public required WorkflowStack Workflow { get; init; }

    public required ConsoleStack Console { get; init; }

    public required DetectionStack Detection { get; init; }

    public required IReadOnlyList<FunctionGroup> Groups { get; init; }

    /// <summary>All of them, each already added.</summary>
    public required Alarms Alarms { get; init; }
}
