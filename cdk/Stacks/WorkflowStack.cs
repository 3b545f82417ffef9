using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using KillSwitch.Cdk.Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Stacks;

/// <summary>The incidents' state machine, its functions, and where what they decide is kept.</summary>
internal sealed class WorkflowStack : Stack
{
    public WorkflowStack(Construct scope, Deployment deployment, NetworkStack network, StreamingStack streaming)
        : base(scope, "Workflow", deployment.StackProps("workflow", "State machine, functions, tables, notifications, audit archive")) =>
        throw new NotImplementedException();

    /// <summary>All functions of this stack, by name without suffix. Operator API, approval page, notifier and approvers are in the console's stack, as they know its addresses.</summary>
    public IReadOnlyDictionary<string, SystemFunction> Functions { get; }

    public StateMachine StateMachine { get; }

    /// <summary>The state machine for its callers: ARN and permissions, made of its name, so that no circle closes.</summary>
    public ExecutionAccess Executions { get; }

    public WorkflowTables Tables { get; }

    public SigningKeys Keys { get; }

    public Topic NotificationsTopic { get; }

    /// <summary>A message for each batch of commands that was given up; its records are in the failure bucket.</summary>
    public Queue FailureQueue { get; }

    public Bucket AuditArchive { get; }

    /// <summary>The consumer groups of the event source mappings, by topic; for alarms on their lag.</summary>
    public IReadOnlyDictionary<string, string> ConsumerGroups { get; }
}
