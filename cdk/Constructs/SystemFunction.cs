using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace KillSwitch.Cdk.Constructs;

/// <summary>One Lambda function of the package, with a role, a log group and an identity of its own.</summary>
internal sealed class SystemFunction : Construct
{
    public SystemFunction(Construct scope, SystemFunctionProps props)
        : base(scope, props.Spec.Class.Replace(".", "")) => throw new NotImplementedException();

    public Function Function { get; }

    public Role Role { get; }

    public LogGroup Logs { get; }

    /// <summary>Adds to what it may do.</summary>
    public void Allow(IEnumerable<PolicyStatement> statements) => throw new NotImplementedException();

    /// <summary>What others need to call the function of this name in this stack's account and region. Made of the name, so that it ties no stack to the function's.</summary>
    public static PolicyStatement Invoke(Construct scope, string functionName) => throw new NotImplementedException();
}
