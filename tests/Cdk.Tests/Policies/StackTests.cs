using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class StackTests(SynthesizedApps apps)
{
    private const int MostResources = 500;
    private const int MostBytes = 1_000_000;

    [Fact]
    public void Stacks_OfTwoStudents_ShareNoName()
    {
        using var other = new Synthesized(Deployments.Read((ContextNames.Student, "bob"), (ContextNames.People, "")));

        Assert.Empty(Names(apps.Usual).Intersect(Names(other)));
    }

    [Fact]
    public void Names_OfTheLongestStudent_AreWithinTheirLimits()
    {
        using var longest = new Synthesized(
            Deployments.Read((ContextNames.Student, "abcdefghijkl"), (ContextNames.Region, "ap-southeast-1"))
        );

        Assert.All(longest.OfType("AWS::Lambda::Function"), f => Assert.True(f.Text("FunctionName").Length <= 64));
        Assert.All(longest.OfType("AWS::S3::Bucket"), b =>
            Assert.True(b.Text("BucketName").Replace("${AWS::AccountId}", "111122223333", StringComparison.Ordinal).Length <= 63)
        );
        Assert.All(longest.OfType("AWS::Events::Rule"), r => Assert.True(r.Text("Name").Length <= 64));
        Assert.All(longest.OfType("AWS::MSK::ServerlessCluster"), c => Assert.True(c.Text("ClusterName").Length <= 64));
        Assert.All(longest.OfType("AWS::StepFunctions::StateMachine"), m => Assert.True(m.Text("StateMachineName").Length <= 80));
    }

    [Fact]
    public void Template_OfAStack_IsWithinCloudFormationsLimits() => Assert.All(apps.All.SelectMany(a => a.Templates), t =>
    {
        Assert.True(t.Value["Resources"]!.AsObject().Count <= MostResources);
        Assert.True(t.Value.ToJsonString().Length <= MostBytes);
    });

    [Fact]
    public void Accounts_InTemplates_AreThoseOfWhoeverDeploys() => Assert.All(apps.All.SelectMany(a => a.Templates), t =>
        Assert.DoesNotContain("unknown-account", t.Value["Resources"]!.ToJsonString(), StringComparison.Ordinal));

    private static IEnumerable<string> Names(Synthesized app) =>
        app
            .Resources.SelectMany(r =>
                r.Properties.Where(p =>
                        p.Key.EndsWith("Name", StringComparison.Ordinal)
                        && p.Key is not ("AttributeName" or "RouteTableName" or "ServiceName" or "DisplayName")
                    )
                    .Select(p => $"{r.Type} {Templates.Render(p.Value)}")
            )
            .Where(n => n.Contains("killswitch", StringComparison.Ordinal));
}
