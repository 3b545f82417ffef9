using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;

namespace KillSwitch.Cdk.Tests.Observability;

[Collection(SynthesizedApps.Collection)]
public sealed class DashboardTests(SynthesizedApps apps)
{
    [Fact]
    public void Dashboard_Body_ShowsWhatIsKilledWhatFlowsAndWhatFails()
    {
        var body = Templates.Render(apps.Usual.Only("AWS::CloudWatch::Dashboard")["DashboardBody"]);
        foreach (
            var shown in new[]
            {
                Measures.KilledScopes,
                Measures.OrdersDropped,
                "OffsetLag",
                "ExecutionsFailed",
                "RunningJobs",
                "BlockedRequests",
                "Errors",
            }
        )
            Assert.Contains(shown, body, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashboard_Body_ShowsEveryAlarm()
    {
        var alarms = apps.Usual.OfType("AWS::CloudWatch::Alarm").Select(a => a.Id);
        var body = apps.Usual.Only("AWS::CloudWatch::Dashboard")["DashboardBody"]!.ToJsonString();
        Assert.All(alarms, id => Assert.Contains(id, body, StringComparison.Ordinal));
    }

    [Fact]
    public void Traces_OfPeoplesRequests_AreAllKept()
    {
        var rules = apps.Usual.OfType("AWS::XRay::SamplingRule").Select(r => r["SamplingRule"]!).ToArray();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.Equal(1, (double)rule["FixedRate"]!);
            Assert.EndsWith(
                apps.Usual.Deployment.Suffix,
                rule["ServiceName"]!.ToString().Replace("/*", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            // X-Ray takes no longer names.
            Assert.InRange(rule["RuleName"]!.ToString().Length + 12 - apps.Usual.Deployment.Student.Length, 1, 32);
        });
    }
}
