using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.S3;
using Constructs;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Network;

/// <summary>What all other stacks stand on: the network without a way out, the key, the boundary of every role, the access logs.</summary>
internal sealed class NetworkStack : Stack
{
    private const string Cidr = "10.20.0.0/20";
    private const int SubnetMask = 24;

    public NetworkStack(Construct scope, Deployment deployment)
        : base(scope, "Network", deployment.StackProps("network", "Network without a way out, data key, permission boundary"))
    {
        DataKey = new DataKey(this, deployment);
        Boundary = new Boundary(this, deployment, DataKey);
        _ = new Spending(this, deployment);
        AccessLogs = new AccessLogs(this, deployment).Bucket;
        Vpc = new Vpc(
            this,
            "Vpc",
            new VpcProps
            {
                VpcName = deployment.Named("killswitch"),
                IpAddresses = IpAddresses.Cidr(Cidr),
                // MSK Serverless wants two subnets, in different zones.
                MaxAzs = deployment.Zones.Count == 0 ? 2 : null,
                AvailabilityZones = deployment.Zones.Count == 0 ? null : [.. deployment.Zones],
                NatGateways = 0,
                SubnetConfiguration =
                [
                    new SubnetConfiguration
                    {
                        Name = "Isolated",
                        SubnetType = SubnetType.PRIVATE_ISOLATED,
                        CidrMask = SubnetMask,
                    },
                ],
                EnableDnsHostnames = true,
                EnableDnsSupport = true,
                // ClosedDefaultGroup does it, with a role and a log group of its own.
                RestrictDefaultSecurityGroup = false,
            }
        );
        FunctionSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED };
        KafkaClients = Clients();
        var identity = new FrameworkIdentity(
            this,
            new FrameworkIdentityProps
            {
                Purpose = "Network",
                Deployment = deployment,
                Key = DataKey,
            }
        );
        _ = new ClosedDefaultGroup(this, Vpc, identity);
        _ = new Endpoints(this, deployment, Vpc, KafkaClients);
        _ = new FlowLogs(this, deployment, Vpc, DataKey);
    }

    public Vpc Vpc { get; }

    /// <summary>The isolated subnets, in two zones.</summary>
    public SubnetSelection FunctionSubnets { get; }

    /// <summary>The cluster and its clients: lets itself in on 9098, and out to the endpoints.</summary>
    public SecurityGroup KafkaClients { get; }

    /// <summary>Customer-managed; encrypts every store, queue, log and secret of this installation.</summary>
    public DataKey DataKey { get; }

    public Boundary Boundary { get; }

    /// <summary>Where access to the other buckets is logged. <see cref="PrivateBucket"/> uses it.</summary>
    public Bucket AccessLogs { get; }

    private SecurityGroup Clients()
    {
        var group = new SecurityGroup(
            this,
            "KafkaClients",
            new SecurityGroupProps
            {
                Vpc = Vpc,
                Description = "Kafka and its clients: itself on 9098, AWS services on 443",
                AllowAllOutbound = false,
            }
        );
        group.AddIngressRule(group, Port.Tcp(KafkaAccess.Port), "Clients reach brokers");
        group.AddEgressRule(group, Port.Tcp(KafkaAccess.Port), "Clients reach brokers");
        group.AddEgressRule(Peer.AnyIpv4(), Port.Tcp(443), "AWS services through endpoints; there is no other route");
        return group;
    }
}
