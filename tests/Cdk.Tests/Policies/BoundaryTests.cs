using System.IO.Enumeration;
using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents.Steps;
using KillSwitch.Workflows.LimitChanges.Steps;

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
        Assert.DoesNotContain(Policy("StateWriters"), s => !s.Allows && s.CoversKafka("topic", Topics.State));
    }

    [Fact]
    public void Boundary_ThatLetsLimitsBeWritten_IsOfTwoRolesAlone() =>
        Assert.Equal(
            new[] { LimitStepNames.PublishLimit, LimitStepNames.RevertLimit }.Order(),
            apps.Usual.Roles()
                .Where(r => r.Resource.Text("PermissionsBoundary").Contains("LimitWriters", StringComparison.Ordinal))
                .Select(r => r.Name)
                .Order()
        );

    [Fact]
    public void Boundary_OfEverybodyElse_DeniesWritingLimits()
    {
        foreach (var boundary in new[] { "Everyone", "StateWriters" })
        {
            Assert.Contains(Policy(boundary), s =>
                !s.Allows && s.Covers("kafka-cluster:WriteData") && s.CoversKafka("topic", Topics.Limits) && s.Condition is null
            );
        }
        Assert.Contains(Policy("LimitWriters"), s => !s.Allows && s.CoversKafka("topic", Topics.State));
        Assert.DoesNotContain(Policy("LimitWriters"), s => !s.Allows && s.CoversKafka("topic", Topics.Limits));
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

    /// <summary>A student's name may be a part of others' names, of regions too.</summary>
    [Theory]
    [InlineData("eu", "arn:${AWS::Partition}:s3:::killswitch-audit-bob-${AWS::AccountId}-eu-central-1")]
    [InlineData("audit", "arn:${AWS::Partition}:s3:::killswitch-audit-bob-${AWS::AccountId}-eu-central-1/a")]
    [InlineData("router", "arn:${AWS::Partition}:lambda:eu-central-1:${AWS::AccountId}:function:killswitch-order-router-bob")]
    [InlineData("key", "arn:${AWS::Partition}:secretsmanager:eu-central-1:${AWS::AccountId}:secret:killswitch-link-key-bob-AbCdEf")]
    public void Boundary_OfAStudentCalledAsAPartOfOtherNames_KeepsOutOfTheirs(string student, string others)
    {
        using var app = new Synthesized(Deployments.Read((ContextNames.Student, student), (ContextNames.People, "")));

        var patterns = Policy("StateWriters", app).Where(s => s.Allows).SelectMany(s => s.Resources).Where(r => r != "*").ToList();

        Assert.DoesNotContain(patterns, p => FileSystemName.MatchesSimpleExpression(p, others, ignoreCase: false));
        // The same of the student's own is within them.
        Assert.Contains(patterns, p =>
            FileSystemName.MatchesSimpleExpression(p, others.Replace("-bob", $"-{student}", StringComparison.Ordinal), ignoreCase: false)
        );
    }

    [Fact]
    public void Boundary_FunctionsThatRolesCall_AreAmongThoseItLetsThemCall()
    {
        var named = apps.Usual.OfType("AWS::Lambda::Function")
            .Where(f => f.Text("FunctionName").EndsWith(apps.Usual.Deployment.Suffix, StringComparison.Ordinal))
            .Select(f => $"${{{f.Id}.Arn}}")
            .ToList();
        var called = apps.Usual.Roles()
            .SelectMany(r => r.Statements.Where(s => s.Allows && s.Covers("lambda:InvokeFunction")).SelectMany(s => s.Resources))
            .Where(r => r.Contains(".Arn}", StringComparison.Ordinal))
            .Select(r => r.Replace(":*", "", StringComparison.Ordinal));

        Assert.NotEmpty(called);
        Assert.All(called, r => Assert.Contains(named, n => n == r));
    }

    /// <summary>A role can do only what both say; what the boundary forgot would fail when it is first needed.</summary>
    [Fact]
    public void Boundary_OfARole_AllowsEveryActionThatItsPoliciesDo() => Assert.All(apps.All.SelectMany(a => a.Roles()), r =>
        {
            var boundary = Policy(
                    r.Resource.Text("PermissionsBoundary") switch
                    {
                        var b when b.Contains("StateWriters", StringComparison.Ordinal) => "StateWriters",
                        var b when b.Contains("LimitWriters", StringComparison.Ordinal) => "LimitWriters",
                        _ => "Everyone",
                    }
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

    private IEnumerable<Statement> Policy(string id) => Policy(id, apps.Usual);

    private static IEnumerable<Statement> Policy(string id, Synthesized app) =>
        Statement.OfDocument(
            app.OfType("AWS::IAM::ManagedPolicy").Single(p => p.Id.StartsWith($"Boundary{id}", StringComparison.Ordinal))[
                "PolicyDocument"
            ]
        );
}
