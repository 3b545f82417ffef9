using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.StepFunctions.Tests;

public class TaskTests
{
    [Fact]
    public async Task Invoke_Answers_GivesWhatAwsGives()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("work", payload => $$"""{"doubled": {{payload.GetProperty("n").GetInt32() * 2}}}""");

        var ended = await host.RunAsync(Definitions.Call(), """{"n":21}""");

        var output = ended.Output!.Value;
        Assert.Equal("""{"doubled":42}""", Json.Text(output.GetProperty("Payload")));
        Assert.Equal(
            ["ExecutedVersion", "Payload", "SdkHttpMetadata", "SdkResponseMetadata", "StatusCode"],
            output.EnumerateObject().Select(m => m.Name)
        );
        Assert.Equal(200, output.GetProperty("StatusCode").GetInt32());
    }

    [Fact]
    public async Task Invoke_FunctionThrows_ErrorTypeIsTheError()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("work", _ =>
            Task.FromResult(
                new FakeLambda.Reply("""{"errorType": "StateNotPublishedException", "errorMessage": "no broker"}""", Failed: true)
            )
        );

        var ended = await host.RunAsync(
            Definitions.Call("\"Catch\":[{\"ErrorEquals\":[\"StateNotPublishedException\"],\"Next\":\"Caught\"}],")
        );

        Assert.Equal(
            """{"Error":"StateNotPublishedException","Cause":"{\"errorType\":\"StateNotPublishedException\",\"errorMessage\":\"no broker\"}"}""",
            Json.Text(ended.Output!.Value));
    }

    [Theory]
    [InlineData(429, "Lambda.TooManyRequestsException")]
    [InlineData(500, "Lambda.ServiceException")]
    [InlineData(503, "Lambda.AWSLambdaException")]
    public async Task Invoke_LambdaItselfFails_IsALambdaError(int status, string error)
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("work", _ => Task.FromResult(new FakeLambda.Reply("""{"Message":"no"}""", Status: status)));

        var ended = await host.RunAsync(Definitions.Call());

        Assert.Equal(("FAILED", error), (ended.Status, ended.Error));
    }

    [Fact]
    public async Task Invoke_NoSuchFunction_IsResourceNotFound()
    {
        await using var host = await EngineHost.StartAsync();

        var ended = await host.RunAsync(Definitions.Call());

        Assert.Equal("Lambda.ResourceNotFoundException", ended.Error);
        Assert.StartsWith(
            "Function not found: work (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException;",
            ended.Cause
        );
    }

    [Fact]
    public async Task Invoke_NobodyListens_IsAnSdkClientException()
    {
        await using var host = await EngineHost.StartAsync(configure: o =>
            o with
            {
                LambdaEndpoint = new Uri("http://127.0.0.1:1"),
                LambdaConnectWithin = TimeSpan.Zero,
            }
        );

        Assert.Equal("Lambda.SdkClientException", (await host.RunAsync(Definitions.Call())).Error);
    }

    [Fact]
    public async Task Invoke_FunctionsStartLater_ReachesThem()
    {
        var port = 0;
        await using (var early = await FakeLambda.StartAsync())
            port = early.Endpoint.Port;
        await using var host = await EngineHost.StartAsync(configure: o =>
            o with
            {
                LambdaEndpoint = new Uri($"http://127.0.0.1:{port}"),
                LambdaConnectWithin = TimeSpan.FromMinutes(1),
            }
        );
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Call()));

        await EngineHost.UntilAsync(async () => (await host.HistoryAsync(execution)).Contains("TaskStarted"), "the task is begun");
        await using var late = await FakeLambda.StartAsync(port);
        late.On("work", _ => "1");

        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
    }

    [Fact]
    public async Task WaitForTaskToken_Redeemed_CompletesOnce()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("ask", _ => "null");
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Ask()));
        var token = Json.Text(await host.CalledAsync("ask"), "token")!;
        Assert.InRange(token.Length, 64, Limits.TaskTokenLength);
        using var client = new StepFunctionsClient(host.Endpoint, "arn:aws:states:us-east-1:000000000000:stateMachine:m");

        Assert.Equal(TaskCompletion.Completed, await client.CompleteTaskAsync(token, new() { ["outcome"] = "APPROVED" }, default));
        Assert.Equal(TaskCompletion.NoLongerWaiting, await client.CompleteTaskAsync(token, new() { ["outcome"] = "REJECTED" }, default));

        Assert.Equal("""{"outcome":"APPROVED"}""", Json.Text((await host.EndAsync(execution)).Output!.Value));
    }

    [Fact]
    public async Task Activity_ThereIsNone_FailsAtOnceAndUncatchably()
    {
        await using var host = await EngineHost.StartAsync();

        var ended = await host.RunAsync("""
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"arn:aws:states:us-east-1:000000000000:activity:none","Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}],"End":true},
              "C":{"Type":"Pass","End":true}}}
            """);

        Assert.Equal(("FAILED", ErrorNames.Runtime), (ended.Status, ended.Error));
        Assert.Equal("Activity Does Not Exist: 'arn:aws:states:us-east-1:000000000000:activity:none'", ended.Cause);
    }

    [Fact]
    public async Task Activity_CreatedBefore_IsOfferedToItsWorkers()
    {
        await using var host = await EngineHost.StartAsync();
        var activity = Json.Text(await host.CallAsync("CreateActivity", new { name = "work" }), "activityArn")!;
        var execution = await host.StartExecutionAsync(
            await host.CreateAsync($$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{activity}}}","End":true} } }""")
        );

        var task = await host.CallAsync("GetActivityTask", new { activityArn = activity });
        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(task, "taskToken"), output = "1" });

        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
    }

    [Fact]
    public async Task Activity_AnsweredByItsListedToken_IsOfferedToNoWorkerAnyMore()
    {
        await using var host = await EngineHost.StartAsync();
        var activity = Json.Text(await host.CallAsync("CreateActivity", new { name = "work" }), "activityArn")!;
        var machine = await host.CreateAsync(
            $$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{activity}}}","End":true} } }"""
        );
        var byHand = await host.StartExecutionAsync(machine, """{"n":1}""");
        JsonElement listed = default;
        await EngineHost.UntilAsync(
            async () => (listed = (await host.CallAsync("ListWaitingTasks", new { executionArn = byHand })).GetProperty("tasks"))
                .GetArrayLength() == 1,
            "it waits"
        );
        await host.StartExecutionAsync(machine, """{"n":2}""");

        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(listed[0], "taskToken"), output = "7" });

        Assert.Equal(
            ("A", activity, """{"n":1}"""),
            (Json.Text(listed[0], "stateName"), Json.Text(listed[0], "resource"), Json.Text(listed[0], "input"))
        );
        Assert.Equal("SUCCEEDED", (await host.EndAsync(byHand)).Status);
        var taken = await host.CallAsync("GetActivityTask", new { activityArn = activity });
        Assert.Equal("""{"n":2}""", Json.Text(taken, "input"));
    }

    [Fact]
    public async Task SendTaskFailure_FailsTheTaskWithItsError()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("ask", _ => "null");
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Ask()));
        var token = Json.Text(await host.CalledAsync("ask"), "token")!;

        await host.CallAsync("SendTaskHeartbeat", new { taskToken = token });
        await host.CallAsync("SendTaskFailure", new { taskToken = token, error = "Rejected", cause = "by bob" });

        var ended = await host.EndAsync(execution);
        Assert.Equal(("FAILED", "Rejected", "by bob"), (ended.Status, ended.Error, ended.Cause));
        Assert.Equal("TaskTimedOut", Json.Text(await host.CallAsync("SendTaskHeartbeat", new { taskToken = token }), "__type"));
    }

    [Fact]
    public async Task Client_StartIncident_TwiceIsTheSameExecution()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);
        using var client = new StepFunctionsClient(host.Endpoint, machine);
        Assert.Equal(ExecutionLiveness.Missing, await client.FindExecutionAsync("kill-1", default));

        var first = await client.StartExecutionAsync("kill-1", new() { ["a"] = 1 }, null, default);
        await host.EndAsync(first);

        Assert.Equal(first, await client.StartExecutionAsync("kill-1", new() { ["a"] = 1 }, null, default));
        Assert.Equal(ExecutionLiveness.Ended, await client.FindExecutionAsync("kill-1", default));
    }

    [Fact]
    public async Task Client_EndpointIsGone_SaysUnavailable()
    {
        using var client = new StepFunctionsClient(new Uri("http://127.0.0.1:1"), "arn:aws:states:us-east-1:000000000000:stateMachine:m");

        await Assert.ThrowsAsync<ExecutionsUnavailableException>(() => client.StartExecutionAsync("x", [], null, default));
    }
}
