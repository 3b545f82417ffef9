using System.IO.Enumeration;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class LeastPrivilegeTests(SynthesizedApps apps)
{
    /// <summary>Actions that AWS knows no resource for, or none that could be named beforehand.</summary>
    private static readonly string[] s_withoutResource =
    [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:Describe*",
        "ec2:UnassignPrivateIpAddresses",
        "xray:*",
        // Of one namespace, which the condition names.
        "cloudwatch:PutMetricData",
        // Step Functions delivers its logs so; the account has one policy for all deliveries.
        "logs:*LogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    private IEnumerable<(string Role, Statement Statement)> Allowed =>
        apps.All.SelectMany(a => a.Roles()).SelectMany(r => r.Statements.Where(s => s.Allows).Select(s => (r.Name, s)));

    [Fact]
    public void Actions_OnEverything_AreThoseThatHaveNoResource() =>
        Assert.All(
            Allowed.Where(a => a.Statement.Resources.Contains("*")).SelectMany(a => a.Statement.Actions.Select(action => (a.Role, action))),
            a =>
                Assert.True(
                    s_withoutResource.Any(p => FileSystemName.MatchesSimpleExpression(p, a.action)),
                    $"{a.Role} may {a.action} on everything"
                )
        );

    [Fact]
    public void Actions_OfAnybody_AreNeverAllOfAService() => Assert.All(
        Allowed.SelectMany(a => a.Statement.Actions.Select(action => (a.Role, action))),
        a => Assert.False(a.action.EndsWith(":*", StringComparison.Ordinal) || a.action == "*", $"{a.Role} may {a.action}"));

    [Fact]
    public void Roles_OfAnybody_HaveNoPoliciesOfAwss() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::IAM::Role")), r => Assert.Null(r["ManagedPolicyArns"]));

    [Fact]
    public void Key_OfTheInstallation_IsUsedThroughServicesAlone() => Assert.All(
        Allowed.Where(a => a.Statement.Covers("kms:Decrypt")),
        a => Assert.Contains("kms:", a.Statement.Condition?.ToJsonString() ?? "", StringComparison.Ordinal));
}
