using Amazon.CDK.AWS.EC2;
using Amazon.CDK.CustomResources;
using Constructs;
using KillSwitch.Cdk.Shared;

namespace KillSwitch.Cdk.Network;

/// <summary>
/// Takes the rules away that every network's default security group is born with, so that whatever lands in it by mistake reaches
/// nothing.
/// </summary>
internal sealed class ClosedDefaultGroup : Construct
{
    private const string Gone = "InvalidPermission.NotFound";

    public ClosedDefaultGroup(Construct scope, Vpc vpc, FrameworkIdentity identity)
        : base(scope, "ClosedDefaultGroup")
    {
        var group = vpc.VpcDefaultSecurityGroup;
        Revoke(vpc, identity, "Ingress", "revokeSecurityGroupIngress", new Dictionary<string, object>
        {
            ["IpProtocol"] = "-1",
            ["UserIdGroupPairs"] = new[] { new Dictionary<string, object> { ["GroupId"] = group } },
        });
        Revoke(vpc, identity, "Egress", "revokeSecurityGroupEgress", new Dictionary<string, object>
        {
            ["IpProtocol"] = "-1",
            ["IpRanges"] = new[] { new Dictionary<string, object> { ["CidrIp"] = "0.0.0.0/0" } },
        });
    }

    private void Revoke(Vpc vpc, FrameworkIdentity identity, string direction, string action, Dictionary<string, object> rule)
    {
        var group = vpc.VpcDefaultSecurityGroup;
        _ = new AwsCustomResource(this, direction, new AwsCustomResourceProps
        {
            OnUpdate = new AwsSdkCall
            {
                Service = "EC2",
                Action = action,
                Parameters = new Dictionary<string, object> { ["GroupId"] = group, ["IpPermissions"] = new[] { rule } },
                IgnoreErrorCodesMatching = Gone,
                PhysicalResourceId = PhysicalResourceId.Of($"closed-{direction}"),
            },
            Policy = AwsCustomResourcePolicy.FromStatements(
            [
                Statements.Allow([$"ec2:RevokeSecurityGroup{direction}"], ArnOf(vpc, group)),
            ]),
            Role = identity.Role,
            LogGroup = identity.Logs,
            InstallLatestAwsSdk = false,
        });
    }

    private static string ArnOf(Vpc vpc, string group) =>
        vpc.Stack.FormatArn(
            new Amazon.CDK.ArnComponents
            {
                Service = "ec2",
                Resource = "security-group",
                ResourceName = group,
            }
        );
}
