using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Functions;

[Collection(SynthesizedApps.Collection)]
public sealed class FunctionTests(SynthesizedApps apps)
{
    private IReadOnlyList<(FunctionSpec Spec, Resource Function)> Ours =>
        [.. from function in apps.Usual.OfType("AWS::Lambda::Function")
            join spec in FunctionSpecs.All on function.Text("FunctionName") equals apps.Usual.Deployment.Named(spec.Name)
            select (spec, function)];

    [Fact]
    public void Function_OfTheSystem_RunsAsThePackageIsBuilt() => Assert.All(Ours, f =>
    {
        Assert.Equal("dotnet10", f.Function.Text("Runtime"));
        Assert.Equal("[\"arm64\"]", f.Function.Text("Architectures"));
        Assert.Equal(f.Spec.Handler, f.Function.Text("Handler"));
        Assert.Equal(f.Spec.MemoryMb.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Function.Text("MemorySize"));
        Assert.Equal(f.Spec.Timeout.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture), f.Function.Text("Timeout"));
    });

    [Fact]
    public void Function_OfCdkItself_RunsOnARuntimeThatLambdaStillMakes() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::Lambda::Function")), f =>
            Assert.True(f.Text("Runtime") is "dotnet10" or "nodejs24.x", $"{f} runs on {f.Text("Runtime")}")
        );

    [Fact]
    public void Function_InTheNetwork_IsInBothSubnetsAndTheKafkaClientsGroup() => Assert.All(Ours, f =>
    {
        Assert.Equal(f.Spec.InNetwork, f.Function["VpcConfig"] is not null);
        if (f.Spec.InNetwork)
        {
            Assert.Equal(2, f.Function["VpcConfig.SubnetIds"]!.AsArray().Count);
            var group = Assert.Single(f.Function["VpcConfig.SecurityGroupIds"]!.AsArray())!;
            Assert.Contains("KafkaClients", group.ToJsonString(), StringComparison.Ordinal);
        }
    });

    /// <summary>With a fraction of a processor and ten seconds, what began a deployment could end it by starting slowly.</summary>
    [Fact]
    public void Function_OfTheSystem_HasTimeAndProcessorToStart() => Assert.All(Ours, f =>
    {
        Assert.True(f.Spec.Timeout >= TimeSpan.FromSeconds(29), $"{f.Spec.Name} has {f.Spec.Timeout}");
        Assert.True(f.Spec.MemoryMb >= (f.Spec.Class.StartsWith("Topics.", StringComparison.Ordinal) ? 512 : 256), f.Spec.Name);
    });

    [Fact]
    public void Function_OfTheSystem_IsTraced() => Assert.All(Ours, f => Assert.Equal("Active", f.Function.Text("TracingConfig.Mode")));

    [Fact]
    public void Function_OfAnybody_LogsToAGroupOfTheStack() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::Lambda::Function")), f => Assert.NotEqual("", f.Text("LoggingConfig.LogGroup")));

    [Fact]
    public void Function_OfTheSystem_IsNeverStartedFromASnapshot() => Assert.All(Ours, f => Assert.Null(f.Function["SnapStart"]));

    [Fact]
    public void Roles_OfFunctions_AreNobodyElses()
    {
        var roles = Ours.Select(f => (f.Function.Stack, f.Function.Text("Role"))).ToList();

        Assert.Equal(roles.Count, roles.Distinct().Count());
    }

    [Fact]
    public void Code_OfAFunction_MayNotTouchNetworkInterfaces() =>
        Assert.All(Ours.Where(f => f.Spec.InNetwork), f =>
            Assert.Contains(apps.Usual.RoleOf(f.Spec.Name).Statements, s =>
                !s.Allows
                && s.Covers("ec2:CreateNetworkInterface")
                && s.Condition!.ToJsonString().Contains("lambda:SourceFunctionArn", StringComparison.Ordinal)
            )
        );
}
