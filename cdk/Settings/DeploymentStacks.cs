using Amazon.CDK;

namespace KillSwitch.Cdk.Settings;

/// <summary>What the stacks of one installation have in common.</summary>
internal static class DeploymentStacks
{
    /// <param name="deployment">The installation.</param>
    /// <param name="name"><c>network</c> becomes <c>killswitch-network-alice</c>.</param>
    /// <param name="description">What CloudFormation shows.</param>
    public static StackProps StackProps(this Deployment deployment, string name, string description) => new()
    {
        StackName = deployment.Named($"killswitch-{name}"),
        Description = $"KillSwitch: {description}",
        // The account is that of whoever deploys: nothing is looked up, so templates are made without one.
        Env = new Amazon.CDK.Environment { Region = deployment.Region },
    };
}
