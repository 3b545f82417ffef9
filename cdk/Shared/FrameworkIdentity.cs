using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace KillSwitch.Cdk.Shared;

/// <summary>
/// Role and log group of functions that CDK itself brings for custom resources. Its own choice would be a policy of AWS's that
/// writes any log, and logs that stay for ever.
/// </summary>
internal sealed class FrameworkIdentity : Construct
{
    public FrameworkIdentity(Construct scope, FrameworkIdentityProps props)
        : base(scope, $"{props.Purpose}Framework")
    {
        Logs = SystemLogs.Create(
            this,
            props.Deployment.Named($"/killswitch/{props.Purpose.ToLowerInvariant()}-framework"),
            props.Deployment,
            props.Key
        );
        Role = new Role(
            this,
            "Role",
            new RoleProps
            {
                AssumedBy = new ServicePrincipal("lambda.amazonaws.com"),
                Description = $"What CDK's own functions may do for {props.Purpose} of {props.Deployment.Student}",
            }
        );
        Role.AddToPolicy(Statements.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], Logs.LogGroupArn));
        Role.AddToPolicy(props.Key.Through("lambda"));
    }

    public Role Role { get; }

    public LogGroup Logs { get; }
}
