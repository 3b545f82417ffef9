using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class StackTests(SynthesizedApps apps)
{
    private const int MostResources = 500;
    private const int MostBytes = 1_000_000;

    private static readonly string[] s_ofTheWorld =
        ["AWS::IAM::", "AWS::CloudFront::", "AWS::S3::Bucket ", "AWS::Budgets::", "AWS::CloudWatch::Dashboard "];

    [Fact]
    public void Stacks_OfTwoStudents_ShareNoName()
    {
        using var other = new Synthesized(Deployments.Read((ContextNames.Student, "bob"), (ContextNames.People, "")));

        Assert.Empty(Names(apps.Usual).Intersect(Names(other)));
    }

    /// <summary>IAM, CloudFront, S3, Budgets and the dashboards of CloudWatch know no regions.</summary>
    [Fact]
    public void Names_OfOneStudentInTwoRegions_ShareNoneOfTheWorlds()
    {
        using var other = new Synthesized(Deployments.Read((ContextNames.Region, "us-west-2")));

        Assert.Empty(World(apps.Usual).Intersect(World(other)));
        Assert.Contains(World(other), n => n.StartsWith("AWS::CloudFront::Function ", StringComparison.Ordinal));
        Assert.Contains(World(other), n => n.StartsWith("AWS::CloudFront::ResponseHeadersPolicy ", StringComparison.Ordinal));
        Assert.Contains(World(other), n => n.StartsWith("AWS::Budgets::Budget ", StringComparison.Ordinal));
        Assert.Contains(World(other), n => n.StartsWith("AWS::CloudWatch::Dashboard ", StringComparison.Ordinal));

        static IEnumerable<string> World(Synthesized app) => AllNames(app).Where(n => s_ofTheWorld.Any(n.StartsWith));
    }

    [Fact]
    public void Names_OfTheLongestStudent_AreWithinTheirLimits()
    {
        using var longest = new Synthesized(
            Deployments.Read((ContextNames.Student, "abcdefghijkl"), (ContextNames.Region, "ap-southeast-1"))
        );

        Assert.All(longest.OfType("AWS::Lambda::Function"), f => Assert.True(f.Text("FunctionName").Length <= 64));
        Assert.All(longest.OfType("AWS::S3::Bucket"), b =>
            // S3 takes 63. There are regions with longer names, and buckets are not named anew for them.
            Assert.True(b.Text("BucketName").Replace("${AWS::AccountId}", "111122223333", StringComparison.Ordinal).Length <= 61)
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

    [Fact]
    public void BucketName_ThatS3WouldNotTake_IsRefusedBeforeAnythingStands()
    {
        var deployment = Deployments.Read((ContextNames.Student, "abcdefghijkl"), (ContextNames.Region, "eu-southeastern-1"));

        var refused = Assert.Throws<InvalidSettingsException>(() => BucketNames.Of(new Amazon.CDK.Stack(), deployment, "detection"));

        Assert.Contains("Choose a name that is 1 shorter", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    private static IEnumerable<string> AllNames(Synthesized app) =>
        Names(app).Concat(app.OfType("AWS::Budgets::Budget").Select(b => $"{b.Type} {b.Text("Budget.BudgetName")}"))
            .Concat(
                app.OfType("AWS::CloudFront::ResponseHeadersPolicy").Select(p => $"{p.Type} {p.Text("ResponseHeadersPolicyConfig.Name")}")
            )
            .Concat(app.OfType("AWS::CloudFront::Function").Select(f => $"{f.Type} {f.Text("Name")}"));

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
