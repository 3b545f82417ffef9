using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Workflow;

/// <summary>What the functions of the workflow share.</summary>
internal sealed record WorkflowParts
{
    public required Deployment Deployment { get; init; }

    public required NetworkStack Network { get; init; }

    public required KafkaAccess Kafka { get; init; }

    public required WorkflowTables Tables { get; init; }

    public required SigningKeys Keys { get; init; }

    public required ExecutionAccess Executions { get; init; }
}
