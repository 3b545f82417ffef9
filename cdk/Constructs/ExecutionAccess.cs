using Amazon.CDK.AWS.IAM;

namespace KillSwitch.Cdk.Constructs;

/// <summary>The state machine for its callers: ARN and permissions, made of its name.</summary>
internal sealed class ExecutionAccess
{
    public required string StateMachineArn { get; init; }

    public IReadOnlyList<PolicyStatement> Start() => throw new NotImplementedException();

    public IReadOnlyList<PolicyStatement> Describe() => throw new NotImplementedException();

    public IReadOnlyList<PolicyStatement> SendTaskSuccess() => throw new NotImplementedException();
}
