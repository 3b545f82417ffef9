using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Network;

[Collection(SynthesizedApps.Collection)]
public sealed class NetworkTests(SynthesizedApps apps)
{
    [Fact]
    public void Subnets_OfZonesThatWereChosen_AreInThese()
    {
        using var chosen = new Synthesized(Deployments.Read((ContextNames.Zones, "eu-central-1b,eu-central-1c")));

        Assert.Equal(["eu-central-1b", "eu-central-1c"], chosen.OfType("AWS::EC2::Subnet").Select(s => s.Text("AvailabilityZone")).Order());
    }

    private const string Interface = "Interface";

    [Fact]
    public void Subnets_OfTheNetwork_AreInTwoZones()
    {
        var subnets = apps.Usual.OfType("AWS::EC2::Subnet").ToList();

        Assert.Equal(2, subnets.Count);
        Assert.Equal(2, subnets.Select(s => s.Text("AvailabilityZone")).Distinct().Count());
        Assert.All(subnets, s => Assert.Equal("false", s.Text("MapPublicIpOnLaunch")));
    }

    [Theory]
    [InlineData("AWS::EC2::NatGateway")]
    [InlineData("AWS::EC2::InternetGateway")]
    [InlineData("AWS::EC2::EgressOnlyInternetGateway")]
    [InlineData("AWS::EC2::TransitGatewayAttachment")]
    [InlineData("AWS::EC2::Route")]
    public void WaysOut_OfTheNetwork_AreNone(string type) => Assert.Empty(apps.Usual.OfType(type));

    [Fact]
    public void Endpoints_OfTheNetwork_AreThoseThatFunctionsNeed()
    {
        var endpoints = apps
            .Usual.OfType("AWS::EC2::VPCEndpoint")
            .Select(e => (Service: e.Text("ServiceName").Split('.')[^1], Kind: e.Text("VpcEndpointType")))
            .Order();

        Assert.Equal(
            [
                ("dynamodb", "Gateway"),
                ("lambda", Interface),
                ("s3", "Gateway"),
                ("secretsmanager", Interface),
                ("states", Interface),
                ("sts", Interface),
            ],
            endpoints
        );
    }

    [Fact]
    public void Endpoints_OfTheNetwork_AreFoundByTheServicesOwnNames() =>
        Assert.All(Interfaces(apps.Usual), e => Assert.Equal("true", e.Text("PrivateDnsEnabled")));

    [Fact]
    public void Endpoints_LowCost_AreInOneZoneAndElseInBoth()
    {
        Assert.All(Interfaces(apps.Usual), e => Assert.Equal(2, e["SubnetIds"]!.AsArray().Count));
        Assert.All(Interfaces(apps.LowCost), e => Assert.Single(e["SubnetIds"]!.AsArray()));
    }

    [Fact]
    public void FlowLogs_OfTheNetwork_KeepAllTraffic() =>
        apps
            .Usual.Template("network")
            .HasResourceProperties(
                "AWS::EC2::FlowLog",
                new Dictionary<string, object> { ["ResourceType"] = "VPC", ["TrafficType"] = "ALL" }
            );

    [Fact]
    public void DefaultSecurityGroup_OfTheNetwork_LosesItsRules()
    {
        var calls = apps.Usual.OfType("Custom::AWS").Where(r => r.Stack == "network").Select(r => r.Text("Update")).ToList();

        Assert.Contains(calls, c => c.Contains("revokeSecurityGroupIngress", StringComparison.Ordinal));
        Assert.Contains(calls, c => c.Contains("revokeSecurityGroupEgress", StringComparison.Ordinal));
    }

    [Fact]
    public void KafkaClients_ComingIn_AreThemselvesOnTheBrokersPort()
    {
        var group = apps.Usual.OfType("AWS::EC2::SecurityGroup").Single(g => g.Id.StartsWith("KafkaClients", StringComparison.Ordinal));
        var ingress = apps
            .Usual.OfType("AWS::EC2::SecurityGroupIngress")
            .Where(i => i.Text("GroupId") == $"${{{group.Id}.GroupId}}")
            .ToList();

        Assert.Null(group["SecurityGroupIngress"]);
        var rule = Assert.Single(ingress);
        Assert.Equal($"${{{group.Id}.GroupId}}", rule.Text("SourceSecurityGroupId"));
        Assert.Equal("9098", rule.Text("FromPort"));
        Assert.Equal("9098", rule.Text("ToPort"));
    }

    [Fact]
    public void SecurityGroups_OfAnybody_LetNoAddressIn() =>
        Assert.All(
            apps.Usual.OfType("AWS::EC2::SecurityGroup")
                .Select(g => g["SecurityGroupIngress"])
                .OfType<System.Text.Json.Nodes.JsonArray>()
                .SelectMany(i => i),
            rule => Assert.Null(rule!["CidrIp"])
        );

    private static IEnumerable<Resource> Interfaces(Synthesized app) =>
        app.OfType("AWS::EC2::VPCEndpoint").Where(e => e.Text("VpcEndpointType") == Interface);
}
