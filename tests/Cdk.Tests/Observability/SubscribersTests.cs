using System.Diagnostics;
using System.Text.Json.Nodes;
using KillSwitch.Cdk.Observability;
using KillSwitch.Cdk.Shared;
using KillSwitch.Cdk.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.Cdk.Tests.Observability;

/// <summary>An approver whom a link in a mail has unsubscribed is noticed.</summary>
[Collection(SynthesizedApps.Collection)]
public sealed class SubscribersTests(SynthesizedApps apps)
{
    private Resource Machine =>
        apps.Usual.OfType("AWS::StepFunctions::StateMachine").Single(m => m.Text("StateMachineName") == "killswitch-subscribers-alice");

    private JsonNode States => JsonNode.Parse(Machine.Text("DefinitionString"))!["States"]!;

    private JsonNode PerTopic => States["EveryTopic"]!["ItemProcessor"]!["States"]!;

    [Fact]
    public void Machine_OfEveryTopic_ExpectsEverySubscriptionOfTheTemplates()
    {
        var subscribed = apps.Usual.OfType("AWS::SNS::Subscription").Select(s => s.Text("Endpoint")).Order();

        var expected = States["EveryTopic"]!["Items"]!.AsArray().SelectMany(t => t!["Addresses"]!.AsArray()).Select(a => a!.ToString());

        Assert.Equal(subscribed, expected.Order());
    }

    [Fact]
    public void Machine_Measures_WhatTheAlarmLooksAt()
    {
        var measured = States["Measure"]!["Arguments"]!;
        var alarm = apps.Usual.OfType("AWS::CloudWatch::Alarm").Single(a => a.Text("AlarmName") == "killswitch-subscribers-missing-alice");

        Assert.Equal(alarm.Text("Namespace"), measured["Namespace"]!.ToString());
        Assert.Equal(alarm.Text("MetricName"), measured["MetricData"]![0]!["MetricName"]!.ToString());
        Assert.True(JsonNode.DeepEquals(alarm["Dimensions"], measured["MetricData"]![0]!["Dimensions"]));
        // Nobody who counts is as bad as somebody who is missing.
        Assert.Equal("breaching", alarm.Text("TreatMissingData"));
    }

    [Fact]
    public void Machine_Started_IsByARuleThatIsOn() =>
        Assert.Contains(apps.Usual.OfType("AWS::Events::Rule"), r =>
            r.Text("Name") == "killswitch-subscribers-alice"
            && r.Text("State") == "ENABLED"
            && Templates.Render(r["Targets"]).Contains(Machine.Id, StringComparison.Ordinal)
        );

    [NodeFact]
    public async Task Count_PendingAndDeletedAndUnknown_AreMissing()
    {
        var confirmed = await EvaluateAsync(
            PerTopic["ListPage"]!["Assign"]!["confirmed"]!,
            """
            {
              "confirmed": ["alice@example.com"],
              "states": { "result": { "Subscriptions": [
                { "SubscriptionArn": "PendingConfirmation", "Endpoint": "bob@example.com" },
                { "SubscriptionArn": "Deleted", "Endpoint": "carol@example.com" },
                { "SubscriptionArn": "arn:aws:sns:eu-central-1:1:t:1", "Endpoint": "Dave@example.com" }
              ] } }
            }
            """
        );
        Assert.Equal("""["alice@example.com","dave@example.com"]""", confirmed);

        var missing = await EvaluateAsync(
            PerTopic["Count"]!["Output"]!,
            $$"""{ "confirmed": {{confirmed}}, "addresses": ["Alice@example.com", "bob@example.com", "carol@example.com", "eve@example.com"] }"""
        );
        Assert.Equal("3", missing);
    }

    [NodeFact]
    public async Task ListPage_ThereIsAnother_AsksForItAndElseNot()
    {
        var arguments = PerTopic["ListPage"]!["Arguments"]!;

        Assert.Equal("""{"TopicArn":"t"}""", await EvaluateAsync(arguments, """{ "topic": "t", "page": "" }"""));
        Assert.Equal("""{"TopicArn":"t","NextToken":"n"}""", await EvaluateAsync(arguments, """{ "topic": "t", "page": "n" }"""));
        var page = PerTopic["ListPage"]!["Assign"]!["page"]!;
        Assert.Equal("\"\"", await EvaluateAsync(page, """{ "states": { "result": { "Subscriptions": [] } } }"""));
        var confirmed = PerTopic["ListPage"]!["Assign"]!["confirmed"]!;
        Assert.Equal("[]", await EvaluateAsync(confirmed, """{ "confirmed": [], "states": { "result": { "Subscriptions": [] } } }"""));
    }

    /// <summary>What JSONata itself makes of an expression of the definition, with these variables.</summary>
    private static async Task<string> EvaluateAsync(JsonNode expression, string variables)
    {
        var jsonata = expression.ToString()[2..^2];
        using var node = Process.Start(
            new ProcessStartInfo(
                "node",
                [
                    "-e",
                    "require('jsonata')(process.argv[1]).evaluate({}, JSON.parse(process.argv[2])).then((v) => console.log(JSON.stringify(v)))",
                    jsonata,
                    variables,
                ]
            )
            {
                WorkingDirectory = Repository.Path("src", "Hosting", "Node"),
                RedirectStandardOutput = true,
            }
        )!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return said.Trim();
    }
}
