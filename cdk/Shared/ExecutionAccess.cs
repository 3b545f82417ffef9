using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Shared;

/// <summary>
/// A state machine for its callers: ARN and permissions. Made of its name: its definition names functions that call it, and CloudFormation
/// would see a circle.
/// </summary>
internal sealed class ExecutionAccess(Construct scope, Deployment deployment, DataKey key, string machine)
{
    /// <summary>The state machine's name, with the student's suffix.</summary>
    public string Name { get; } = deployment.Named($"killswitch-{machine}");

    public string StateMachineArn => ArnOf("stateMachine", Name);

    public IReadOnlyList<PolicyStatement> Start() => [Statements.Allow(["states:StartExecution"], StateMachineArn), key.Through("states")];

    public IReadOnlyList<PolicyStatement> Describe() =>
        [Statements.Allow(["states:DescribeExecution"], ArnOf("execution", $"{Name}:*")), key.Through("states")];

    /// <summary>A task has no ARN: whoever may redeem one token of this state machine may redeem any he knows.</summary>
    public IReadOnlyList<PolicyStatement> SendTaskSuccess() =>
        [Statements.Allow(["states:SendTaskSuccess"], StateMachineArn), key.Through("states")];

    private string ArnOf(string resource, string name) => Stack.Of(scope).FormatArn(new ArnComponents
    {
        Service = "states",
        Resource = resource,
        ResourceName = name,
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
    });
}
