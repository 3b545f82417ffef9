using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Entrance;

[Collection(SynthesizedApps.Collection)]
public sealed class ConsoleFunctionsTests(SynthesizedApps apps)
{
    [Fact]
    public void ApprovalPage_OpenToEverybody_CanOnlyLook()
    {
        var does = apps.Usual.RoleOf(FunctionSpecs.ApprovalPage.Name).Statements.Where(s => s.Allows).SelectMany(s => s.Actions).Distinct();
        Assert.Equal(
            ["dynamodb:GetItem", "dynamodb:Query", "secretsmanager:GetSecretValue"],
            does.Where(a => a.Split(':')[0] is not ("logs" or "kms" or "xray")).Order());
    }

    [Fact]
    public void ApprovalPage_OpenToEverybody_KnowsTheLinkKeyAlone()
    {
        var secrets = apps
            .Usual.RoleOf(FunctionSpecs.ApprovalPage.Name)
            .Statements.Where(s => s.Covers("secretsmanager:GetSecretValue"))
            .SelectMany(s => s.Resources);
        Assert.Contains("Link", Assert.Single(secrets), StringComparison.Ordinal);
    }

    [Fact]
    public void Notifier_Publishes_ToTheOneTopic()
    {
        var topics = apps
            .Usual.RoleOf(FunctionSpecs.Notifier.Name)
            .Statements.Where(s => s.Covers("sns:Publish"))
            .SelectMany(s => s.Resources);
        Assert.NotEqual("*", Assert.Single(topics));
    }

    [Fact]
    public void Approvers_OfThePool_AreListedAndNoMore()
    {
        var does = apps
            .Usual.RoleOf(FunctionSpecs.Approvers.Name)
            .Statements.SelectMany(s => s.Actions)
            .Where(a => a.StartsWith("cognito", StringComparison.Ordinal));
        Assert.Equal("cognito-idp:ListUsersInGroup", Assert.Single(does));
    }

    [Fact]
    public void Functions_OfThePages_AreOutsideTheNetworkAndTheApiIsInIt()
    {
        Assert.NotNull(apps.Usual.Function(FunctionSpecs.OperatorApi.Name)["VpcConfig"]);
        foreach (var spec in new[] { FunctionSpecs.ApprovalPage, FunctionSpecs.Notifier, FunctionSpecs.Approvers })
            Assert.Null(apps.Usual.Function(spec.Name)["VpcConfig"]);
    }
}
