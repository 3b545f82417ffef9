using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.JSII.Runtime.Deputy;
using Constructs;

namespace KillSwitch.Cdk.Functions;

/// <summary>
/// CDK brings functions of its own for custom resources, and the release used here gives them runtimes with which Lambda makes no
/// more functions. Their code runs on the current one.
/// </summary>
internal sealed class CurrentRuntimes : DeputyBase, IAspect
{
    private const string Node = "nodejs24.x";

    public void Visit(IConstruct node)
    {
        if (
            node
            is CfnResource { CfnResourceType: "AWS::Lambda::Function" } function
                and not CfnFunction { Runtime: SystemFunction.RuntimeName }
        )
            function.AddPropertyOverride("Runtime", Node);
    }
}
