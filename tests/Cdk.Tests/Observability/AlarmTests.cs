using System.Reflection;
using System.Text.Json.Nodes;
using KillSwitch.Aws.Telemetry;
using KillSwitch.Cdk.Cost.Charges;
using KillSwitch.Cdk.Detection;
using KillSwitch.Cdk.Settings;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Tests.Observability;

[Collection(SynthesizedApps.Collection)]
public sealed class AlarmTests(SynthesizedApps apps)
{
    private IEnumerable<Resource> Alarms => apps.Usual.OfType("AWS::CloudWatch::Alarm");

    [Theory]
    [InlineData("detection-behind")]
    [InlineData("drop-rate")]
    [InlineData("orders-behind")]
    [InlineData("commands-behind")]
    [InlineData("state-unreadable")]
    [InlineData("execution-failed")]
    [InlineData("execution-timed-out")]
    [InlineData("execution-aborted")]
    [InlineData("incident-unattended")]
    [InlineData("commands-given-up")]
    [InlineData("approval-refused")]
    [InlineData("repairs")]
    [InlineData("kills-guarded")]
    [InlineData("requests-blocked")]
    [InlineData("requests-failed")]
    [InlineData("api-faults")]
    [InlineData("detection-failed")]
    [InlineData("detection-not-running")]
    public void Alarm_ForWhatPeopleHaveToKnow_IsThere(string name) =>
        Assert.Single(Alarms, a => a.Text("AlarmName") == apps.Usual.Deployment.Named($"killswitch-{name}"));

    [Fact]
    public void Alarms_WhenRaisedAndWhenOver_AreMailed()
    {
        var topic = apps.Usual.OfType("AWS::SNS::Topic").Single(t => t.Stack == "observability").Reference();
        Assert.All(Alarms, a =>
        {
            Assert.Equal(topic, Templates.Render(a["AlarmActions"]![0]));
            Assert.Equal(topic, Templates.Render(a["OKActions"]![0]));
        });
        Assert.All(apps.Usual.Deployment.AlarmAddresses, address =>
            Assert.Contains(apps.Usual.OfType("AWS::SNS::Subscription"), s => s.Text("Endpoint") == address && s.Stack == "observability")
        );
    }

    [Fact]
    public void Alarms_InTheMail_SayWhatItMeansAndWhatToDo() =>
        Assert.All(Alarms, a => Assert.InRange(a.Text("AlarmDescription").Length, 60, 1024));

    [Fact]
    public void Topic_ThatHasAPolicy_LetsAlarmsPublish()
    {
        var policy = apps.Usual.OfType("AWS::SNS::TopicPolicy").Single(p => p.Stack == "observability");
        Assert.Contains(Statement.OfDocument(policy["PolicyDocument"]), s =>
            s.Allows && s.Covers("sns:Publish") && s.Principals!.Contains("cloudwatch.amazonaws.com", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Alarms_OnMeasuresOfTheFunctions_NameMeasuresThatThereAre()
    {
        var measures = typeof(Measures)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetValue(null)!)
            .ToHashSet();
        var own = Alarms.SelectMany(MetricsOf).Where(m => m["Namespace"]?.ToString() == Measures.Namespace).ToArray();
        Assert.NotEmpty(own);
        Assert.All(own, m =>
        {
            Assert.Contains(m["MetricName"]!.ToString(), measures);
            var service = Assert.Single(m["Dimensions"]!.AsArray())!;
            Assert.Equal(Measures.Service, service["Name"]!.ToString());
            // Powertools takes the dimension's value from the function's own environment.
            Assert.Contains(apps.Usual.OfType("AWS::Lambda::Function"), f =>
                f.Text("Environment.Variables.POWERTOOLS_SERVICE_NAME") == Templates.Render(service["Value"])
            );
        });
    }

    [Fact]
    public void Alarms_OnFunctions_LookAtAllOfThem()
    {
        var watched = Alarms
            .SelectMany(MetricsOf)
            .Where(m => m["MetricName"]?.ToString() == "Errors")
            .Select(m => Templates.Render(m["Dimensions"]![0]!["Value"]))
            .ToHashSet();
        var own = apps
            .Usual.OfType("AWS::Lambda::Function")
            .Where(f => f.Stack is "workflow" or "console")
            .Select(f => f.Text("FunctionName"));
        Assert.All(own, name => Assert.Contains(name, watched));
    }

    [Fact]
    public void Alarms_MadeOfSeveralMeasures_HaveNoMoreThanCloudWatchTakes() =>
        Assert.All(Alarms, a => Assert.InRange(MetricsOf(a).Count(), 1, 10));

    [Fact]
    public void Detection_ThatDoesNotRun_IsAnAlarmEvenWhereNothingIsMeasured() =>
        Assert.Equal(
            "breaching",
            Alarms
                .Single(a => a.Text("AlarmName") == apps.Usual.Deployment.Named("killswitch-detection-not-running"))
                .Text("TreatMissingData")
        );

    [Fact]
    public void Detection_ThatIsBehindOrDoesNotSayHowFarItIs_IsAnAlarm()
    {
        var alarm = Alarms.Single(a => a.Text("AlarmName") == apps.Usual.Deployment.Named("killswitch-detection-behind"));
        Assert.Equal("breaching", alarm.Text("TreatMissingData"));
        var lag = Assert.Single(MetricsOf(alarm));
        Assert.Equal("AWS/Kafka", (string?)lag["Namespace"]);
        var dimensions = lag["Dimensions"]!.AsArray().ToDictionary(d => (string)d!["Name"]!, d => Templates.Render(d!["Value"]));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Cluster Name"] = apps.Usual.Deployment.Named("killswitch"),
                ["Consumer Group"] = DetectionRole.Progress,
                ["Topic"] = Topics.Orders,
            },
            dimensions
        );
    }

    /// <summary>Those of an alarm on one measure, and those of one on an expression.</summary>
    private static IEnumerable<JsonNode> MetricsOf(Resource alarm) => alarm["Metrics"] is JsonArray several
        ? several.Select(m => m!["MetricStat"]?["Metric"]).OfType<JsonNode>()
        : [alarm.Properties];
}
