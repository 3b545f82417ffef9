using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Network;

/// <summary>Who talked to whom in the network, and what was refused.</summary>
internal sealed class FlowLogs : Construct
{
    public FlowLogs(Construct scope, Deployment deployment, Vpc vpc, DataKey key)
        : base(scope, "FlowLogs")
    {
        var logs = SystemLogs.Create(this, deployment.Named("/killswitch/flow-logs"), deployment, key);
        var role = new Role(
            this,
            "Role",
            new RoleProps
            {
                AssumedBy = new ServicePrincipal("vpc-flow-logs.amazonaws.com"),
                Description = "Writes the network's flow logs",
            }
        );
        _ = new FlowLog(
            this,
            "FlowLog",
            new FlowLogProps
            {
                ResourceType = FlowLogResourceType.FromVpc(vpc),
                Destination = FlowLogDestination.ToCloudWatchLogs(logs, role),
                TrafficType = FlowLogTrafficType.ALL,
            }
        );
    }
}
