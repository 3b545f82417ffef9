using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Network;

/// <summary>
/// The only ways out of the network: to the AWS services that its functions, and the pollers of their event source mappings, call.
/// </summary>
public sealed class Endpoints : Construct
{
    private const int Https = 443;

    public Endpoints(Construct scope, Deployment deployment, Vpc vpc, ISecurityGroup clients)
        : base(scope, "Endpoints")
    {
        var group = new SecurityGroup(
            this,
            "Group",
            new SecurityGroupProps
            {
                Vpc = vpc,
                Description = "Endpoints of AWS services: in from Kafka clients on 443",
                AllowAllOutbound = false,
            }
        );
        group.AddIngressRule(clients, Port.Tcp(Https), "Kafka clients call AWS services");
        // One zone is enough for all to reach it; a second one costs as much again and is there when the first is not.
        var subnets = new SubnetSelection { Subnets = deployment.LowCost ? [vpc.IsolatedSubnets[0]] : vpc.IsolatedSubnets };

        // Lambda's pollers come through these two as the service itself, which a condition on this account would shut out.
        Interface(vpc, "Lambda", InterfaceVpcEndpointAwsService.LAMBDA, subnets, group);
        Interface(vpc, "Sts", InterfaceVpcEndpointAwsService.STS, subnets, group);
        OnlyThisAccount(Interface(vpc, "StepFunctions", InterfaceVpcEndpointAwsService.STEP_FUNCTIONS, subnets, group));
        OnlyThisAccount(Interface(vpc, "SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER, subnets, group));
        OnlyThisAccount(
            vpc.AddGatewayEndpoint("DynamoDb", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.DYNAMODB })
        );
        // Spark's jars, and what a mapping could not process; EMR Serverless reads buckets of AWS's own, too.
        vpc.AddGatewayEndpoint("S3", new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 });
    }

    private static InterfaceVpcEndpoint Interface(
        Vpc vpc,
        string id,
        IInterfaceVpcEndpointService service,
        SubnetSelection subnets,
        SecurityGroup group
    ) =>
        vpc.AddInterfaceEndpoint(
            id,
            new InterfaceVpcEndpointOptions
            {
                Service = service,
                Subnets = subnets,
                SecurityGroups = [group],
                PrivateDnsEnabled = true,
                Open = false,
            }
        );

    /// <summary>Credentials of another account, brought into the network, lead nowhere.</summary>
    private static void OnlyThisAccount(VpcEndpoint endpoint) =>
        endpoint.AddToPolicy(
            new PolicyStatement(
                new PolicyStatementProps
                {
                    Principals = [new AnyPrincipal()],
                    Actions = ["*"],
                    Resources = ["*"],
                    Conditions = new Dictionary<string, object>
                    {
                        ["StringEquals"] = new Dictionary<string, object> { ["aws:PrincipalAccount"] = endpoint.Stack.Account },
                    },
                }
            )
        );
}
