using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Constructs;
using KillSwitch.Cdk.Constructs;
using KillSwitch.Cdk.Policies;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Stacks;

/// <summary>What all other stacks stand on: the network without a way out, the key, and the boundary of every role.</summary>
internal sealed class NetworkStack : Stack
{
    public NetworkStack(Construct scope, Deployment deployment)
        : base(scope, "Network", deployment.StackProps("network", "Network without a way out, data key, permission boundary")) =>
        throw new NotImplementedException();

    public Vpc Vpc { get; }

    /// <summary>The isolated subnets, in two zones.</summary>
    public SubnetSelection FunctionSubnets { get; }

    /// <summary>The cluster and its clients: lets itself in on 9098, and out to the endpoints.</summary>
    public ISecurityGroup KafkaClients { get; }

    /// <summary>Customer-managed; encrypts every store, queue, log and secret of this installation.</summary>
    public DataKey DataKey { get; }

    public Boundary Boundary { get; }
}
