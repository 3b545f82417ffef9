using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests;

public class JsonataFlowTests
{
    /// <summary>What the incident's definition is made of: variables, lambda:invoke, a token, Retry, Catch, Choice.</summary>
    private const string Definition = """
        {"QueryLanguage":"JSONata","StartAt":"Open","States":{
          "Open":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"open","Payload":{"attempt":"{% $states.context.State.RetryCount + 1 %}","scope":"{% $states.input.scope %}"}},
            "Assign":{"scope":"{% $states.input.scope %}","incident":"{% $states.result.Payload.incident %}"},"Output":"{% $states.result.Payload %}",
            "Retry":[{"ErrorEquals":["NotYet"],"IntervalSeconds":1,"MaxAttempts":2}],"Next":"Notify"},
          "Notify":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"notify"},"Catch":[{"ErrorEquals":["States.ALL"],"Output":{},"Next":"Ask"}],"Next":"Ask"},
          "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSeconds":"{% 60 * 5 %}","Arguments":{"FunctionName":"ask","Payload":{"token":"{% $states.context.Task.Token %}","incident":"{% $incident %}"}},
            "Assign":{"outcome":"{% $states.result.outcome %}"},"Next":"Decide"},
          "Decide":{"Type":"Choice","Choices":[{"Condition":"{% $outcome = 'APPROVED' %}","Next":"Done"}],"Default":"Ask"},
          "Done":{"Type":"Pass","Output":{"scope":"{% $scope %}","incident":"{% $incident %}"},"End":true}}}
        """;

    [NodeFact]
    public async Task Incident_RetriedCaughtRejectedApproved_Ends()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda
            .On("open", payload => Task.FromResult(payload.GetProperty("attempt").GetInt32() == 1
                ? new FakeLambda.Reply("""{"errorType":"NotYet","errorMessage":""}""", Failed: true)
                : new FakeLambda.Reply("""{"incident":"inc-1"}""")))
            .On("ask", _ => "null");
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definition), """{"scope":"ACCOUNT:1"}""");

        var first = await host.CalledAsync("ask");
        Assert.Equal("inc-1", Json.Text(first, "incident"));
        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(first, "token"), output = """{"outcome":"REJECTED"}""" });
        var second = await host.CalledAsync("ask", before: 1);
        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(second, "token"), output = """{"outcome":"APPROVED"}""" });

        Assert.Equal("""{"scope":"ACCOUNT:1","incident":"inc-1"}""", Json.Text((await host.EndAsync(execution)).Output!.Value));
        Assert.Equal(2, host.Lambda.Calls.Count(c => c.Function == "open"));
        Assert.Contains("TaskFailed", await host.HistoryAsync(execution));
    }

    [NodeFact]
    public async Task CreateStateMachine_ExpressionCannotBeParsed_IsRefused()
    {
        await using var host = await EngineHost.StartAsync();

        var answer = await host.CallAsync(
            "CreateStateMachine",
            new
            {
                name = "m",
                definition = Definition.Replace("$scope %}", "$scope( %}", StringComparison.Ordinal),
                roleArn = EngineHost.Role,
            }
        );

        Assert.Equal("InvalidDefinition", Json.Text(answer, "__type"));
        Assert.Contains("/States/Done/Output/scope", Json.Text(answer, "message"));
    }
}
