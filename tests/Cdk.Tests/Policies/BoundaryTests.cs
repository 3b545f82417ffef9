using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;

namespace KillSwitch.Cdk.Tests.Policies;

[Collection(SynthesizedApps.Collection)]
public sealed class BoundaryTests(SynthesizedApps apps)
{
    private const int MostCharacters = 6144;

    private static readonly string[] s_writers =
        [StepNames.PublishKilled, StepNames.PublishActive, FunctionSpecs.Recovery.Name, FunctionSpecs.CommandIntake.Name];

    [Fact]
    public void Roles_OfAnybody_HaveABoundary() =>
        Assert.All(apps.All.SelectMany(a => a.OfType("AWS::IAM::Role")), r =>
            Assert.Contains("Boundary", r.Text("PermissionsBoundary"), StringComparison.Ordinal)
        );

    [Fact]
    public void Boundary_ThatLetsStateBeWritten_IsOfFourRolesAlone() =>
        Assert.Equal(
            s_writers.Order(),
            apps.Usual.Roles()
                .Where(r => r.Resource.Text("PermissionsBoundary").Contains("StateWriters", StringComparison.Ordinal))
                .Select(r => r.Name)
                .Order()
        );

    [Fact]
    public void Boundary_OfEverybodyElse_DeniesWritingState()
    {
        Assert.Contains(Policy("Everyone"), s =>
            !s.Allows && s.Covers("kafka-cluster:WriteData") && s.CoversKafka("topic", Topics.State) && s.Condition is null
        );
        Assert.DoesNotContain(Policy("StateWriters"), s => !s.Allows);
    }

    [Fact]
    public void Boundary_OfAnybody_LeavesIdentitiesAlone() =>
        Assert.All(Policy("Everyone").Concat(Policy("StateWriters")).Where(s => s.Allows).SelectMany(s => s.Actions), a =>
            Assert.False(
                a == "*"
                    || a.StartsWith("iam:", StringComparison.Ordinal)
                    || a.StartsWith("sts:", StringComparison.Ordinal)
                    || a.StartsWith("organizations:", StringComparison.Ordinal),
                a
            )
        );

    /// <summary>A role can do only what both say; what the boundary forgot would fail when it is first needed.</summary>
    [Fact]
    public void Boundary_OfARole_AllowsEveryActionThatItsPoliciesDo() => Assert.All(apps.All.SelectMany(a => a.Roles()), r =>
        {
            var boundary = Policy(
                    r.Resource.Text("PermissionsBoundary").Contains("StateWriters", StringComparison.Ordinal) ? "StateWriters" : "Everyone"
                )
                .Where(s => s.Allows)
                .ToList();

            // CDK lets a role of flow logs hand itself on, which the service never asks for.
            foreach (var action in r.Statements.Where(s => s.Allows).SelectMany(s => s.Actions).Where(a => a != "iam:PassRole"))
                Assert.True(
                    boundary.Any(s => s.Covers(action.Replace("*", "x", StringComparison.Ordinal))),
                    $"{r.Name} may {action}, but not within its boundary"
                );
        });

    [Fact]
    public void Boundary_AsAPolicy_IsWithinIamsLimit() => Assert.All(apps.Usual.OfType("AWS::IAM::ManagedPolicy"), p =>
    {
        var text = p["PolicyDocument"]!.ToJsonString()
            .Replace("""{"Ref":"AWS::AccountId"}""", "\"111122223333\"", StringComparison.Ordinal)
            .Replace("""{"Fn::Join":["",[""", "", StringComparison.Ordinal)
            .Replace("]]}", "", StringComparison.Ordinal);
        Assert.True(text.Length < MostCharacters, $"{p} has {text.Length} characters");
    });

    private IEnumerable<Statement> Policy(string id) =>
        Statement.OfDocument(
            apps.Usual.OfType("AWS::IAM::ManagedPolicy").Single(p => p.Id.StartsWith($"Boundary{id}", StringComparison.Ordinal))[
                "PolicyDocument"
            ]
        );
}
