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

    /// <summary>Of incidents.</summary>
    public required ExecutionAccess Executions { get; init; }

    /// <summary>Of changes of limits.</summary>
    public required ExecutionAccess LimitExecutions { get; init; }
}
