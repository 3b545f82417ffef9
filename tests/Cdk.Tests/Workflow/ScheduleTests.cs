using KillSwitch.Cdk.Functions;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Cdk.Workflow;

namespace KillSwitch.Cdk.Tests.Workflow;

[Collection(SynthesizedApps.Collection)]
public sealed class ScheduleTests(SynthesizedApps apps)
{
    [Fact]
    public void Recovery_EveryMinute_RunsOneAtATime()
    {
        Assert.Equal("rate(1 minute)", Rule(FunctionSpecs.Recovery).Text("ScheduleExpression"));
        Assert.Equal("ENABLED", Rule(FunctionSpecs.Recovery).Text("State"));
        Assert.Equal("1", apps.Usual.Function(FunctionSpecs.Recovery.Name).Text("ReservedConcurrentExecutions"));
    }

    [Fact]
    public void Recovery_ThatFoundAnotherAtWork_IsNotWaitedFor()
    {
        var recovery = apps.Usual.Function(FunctionSpecs.Recovery.Name);
        var asynchronous = apps.Usual.OfType("AWS::Lambda::EventInvokeConfig").Single(c => c.Text("FunctionName") == $"${{{recovery.Id}}}");

        Assert.Equal("60", asynchronous.Text("MaximumEventAgeInSeconds"));
        Assert.Equal("0", asynchronous.Text("MaximumRetryAttempts"));
    }

    [Fact]
    public void Generator_ByDefault_IsOff() => Assert.Equal("DISABLED", Rule(FunctionSpecs.OrderGenerator).Text("State"));

    [Fact]
    public void Generator_OnRequest_IsOnEveryMinute()
    {
        using var app = new Synthesized(Deployments.Read((ContextNames.GenerateOrders, "true")));
        var rule = app.OfType("AWS::Events::Rule").Single(r => r.Text("Name") == app.Deployment.Named(FunctionSpecs.OrderGenerator.Name));

        Assert.Equal("ENABLED", rule.Text("State"));
        Assert.Equal("""{"scenario":"normal"}""", rule["Targets"]![0]!["Input"]!.ToString());
    }

    private Resource Rule(FunctionSpec spec) =>
        apps.Usual.OfType("AWS::Events::Rule").Single(r => r.Text("Name") == apps.Usual.Deployment.Named(spec.Name));
}
