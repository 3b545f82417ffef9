using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.IAM;
using Constructs;
using Deployment = KillSwitch.Cdk.Settings.Deployment;

namespace KillSwitch.Cdk.Entrance;

/// <summary>
/// What an account and region have once: the role with which API Gateway writes logs. All installations share it, so it has no
/// student's name, and destroying one installation leaves it: without it the others' logs would end. It costs nothing.
/// </summary>
internal sealed class AccountStack : Stack
{
    public const string Name = "killswitch-account";

    public AccountStack(Construct scope, Deployment deployment)
        : base(scope, "Account", new StackProps
        {
            StackName = Name,
            Description = "KillSwitch: shared by all installations of this account and region; API Gateway's role for logs",
            Env = new Amazon.CDK.Environment { Region = deployment.Region },
            TerminationProtection = true,
        })
    {
        var role = new Role(this, "LogsRole", new RoleProps
        {
            AssumedBy = new ServicePrincipal("apigateway.amazonaws.com"),
            Description = "API Gateway writes access and execution logs",
            // API Gateway refuses a role that has less.
            ManagedPolicies = [ManagedPolicy.FromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs")],
        });
        var account = new CfnAccount(this, "Account", new CfnAccountProps { CloudWatchRoleArn = role.RoleArn });
        account.Node.AddDependency(role);
    }
}
