using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Network;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Streaming;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

namespace KillSwitch.Cdk.Workflow;

/// <summary>The state machines of incidents and of changes of limits, their functions, and where what they decide is kept.</summary>
internal sealed class WorkflowStack : Stack
{
    public WorkflowStack(Construct scope, Deployment deployment, NetworkStack network, StreamingStack streaming)
        : base(scope, "Workflow", deployment.StackProps("workflow", "State machine, functions, tables, notifications, audit archive"))
    {
        Tables = new WorkflowTables(this, deployment, network.DataKey);
        Keys = new SigningKeys(this, deployment, network.DataKey);
        Executions = new ExecutionAccess(this, deployment, network.DataKey, "kill-incident");
        LimitExecutions = new ExecutionAccess(this, deployment, network.DataKey, "limit-change");
        var parts = new WorkflowParts
        {
            Deployment = deployment,
            Network = network,
            Kafka = streaming.Kafka,
            Tables = Tables,
            Keys = Keys,
            Executions = Executions,
            LimitExecutions = LimitExecutions,
        };
        var steps = new IncidentSteps(this, parts);
        var incidents = new WorkflowMachine(this, "Incidents", parts, Executions, new WorkflowMachineProps
        {
            DefinitionFile = "kill-incident.asl.json",
            Placeholders = StepNames.ByPlaceholder,
            Steps = steps.ByName,
        });
        var limitSteps = new LimitSteps(this, parts);
        var limits = new WorkflowMachine(this, "LimitChanges", parts, LimitExecutions, new WorkflowMachineProps
        {
            DefinitionFile = "limit-change.asl.json",
            Placeholders = LimitStepNames.ByPlaceholder,
            Steps = limitSteps.ByName,
        });
        var orders = new OrderFlow(this, parts);
        var commands = new CommandFlow(this, parts);
        var audits = new AuditFlow(this, parts);
        Functions = new[] { orders.Generator, orders.Router, commands.Intake, audits.Index, new Recovery(this, parts).Function }
            .Concat(steps.ByName.Values)
            .Concat(limitSteps.ByName.Values)
            .ToDictionary(f => f.Name[..^deployment.Suffix.Length]);
        FailureQueue = commands.GivenUp.Queue;
        NotificationsTopic = new Notifications(this, deployment, network.DataKey).Topic;
        var audit = new PrivateBucket(
            this,
            new PrivateBucketProps
            {
                Name = "audit",
                Deployment = deployment,
                Key = network.DataKey,
                AccessLogs = network.AccessLogs,
                LockDays = deployment.AuditRetentionDays,
            }
        );
        _ = new CfnOutput(
            this,
            "StateMachineArn",
            new CfnOutputProps { Value = incidents.StateMachine.StateMachineArn, Description = "An execution an incident" }
        );
        _ = new CfnOutput(
            this,
            "LimitMachineArn",
            new CfnOutputProps { Value = limits.StateMachine.StateMachineArn, Description = "An execution a change of a limit" }
        );
        _ = new CfnOutput(
            this,
            "AuditArchiveName",
            new CfnOutputProps { Value = audit.Bucket.BucketName, Description = "Nothing in it can be deleted before its time" }
        );
    }

    /// <summary>
    /// All functions of this stack, by name without suffix. Operator API, approval page, notifier and approvers are in the
    /// console's stack, as they know its addresses.
    /// </summary>
    public IReadOnlyDictionary<string, SystemFunction> Functions { get; }

    /// <summary>The incidents' state machine for its callers.</summary>
    public ExecutionAccess Executions { get; }

    /// <summary>The same of changes of limits.</summary>
    public ExecutionAccess LimitExecutions { get; }

    public WorkflowTables Tables { get; }

    public SigningKeys Keys { get; }

    public Topic NotificationsTopic { get; }

    /// <summary>A message for each batch of commands that was given up.</summary>
    public Queue FailureQueue { get; }
}
