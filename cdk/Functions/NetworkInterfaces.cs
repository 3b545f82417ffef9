using Amazon.CDK.AWS.IAM;
using Constructs;

namespace KillSwitch.Cdk.Functions;

/// <summary>
/// What Lambda needs to put a function, or the pollers of its event source mapping, into a network. The function's own code may do
/// none of it.
/// </summary>
internal static class NetworkInterfaces
{
    private static readonly string[] s_actions =
    [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs", "ec2:UnassignPrivateIpAddresses",
    ];

    public static IReadOnlyList<PolicyStatement> Statements(Construct scope, string functionName) =>
    [
        // Interfaces have no ARN before they are made, and EC2 describes everything or nothing.
        Shared.Statements.Allow(s_actions, "*"),
        new PolicyStatement(new PolicyStatementProps
        {
            Effect = Effect.DENY,
            Actions = s_actions,
            Resources = ["*"],
            Conditions = new Dictionary<string, object>
            {
                ["ArnEquals"] = new Dictionary<string, object> { ["lambda:SourceFunctionArn"] = SystemFunction.ArnOf(scope, functionName) },
            },
        }),
    ];
}
