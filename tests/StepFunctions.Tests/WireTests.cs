using System.Net;
using KillSwitch.Hosting;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Server;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Workflows.Refusals;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests;

public class WireTests
{
    [Fact]
    public async Task StateMachine_CreateDescribeUpdateListDelete_GoesItsWay()
    {
        await using var host = await EngineHost.StartAsync();

        var arn = await host.CreateAsync(Definitions.Pass);
        Assert.Equal("arn:aws:states:us-east-1:000000000000:stateMachine:m", arn);
        Assert.Equal(arn, await host.CreateAsync(Definitions.Pass));
        Assert.Equal(
            "StateMachineAlreadyExists",
            Json.Text(
                await host.CallAsync(
                    "CreateStateMachine",
                    new
                    {
                        name = "m",
                        definition = Definitions.Wait,
                        roleArn = EngineHost.Role,
                    }
                ),
                "__type"
            )
        );

        var revision = Json.Text(
            await host.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = Definitions.Wait }),
            "revisionId"
        );
        var described = await host.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });
        Assert.Equal(
            (Definitions.Wait, "ACTIVE", "STANDARD", revision),
            (
                Json.Text(described, "definition"),
                Json.Text(described, "status"),
                Json.Text(described, "type"),
                Json.Text(described, "revisionId")
            )
        );

        Assert.Equal(
            arn,
            Json.Text((await host.CallAsync("ListStateMachines", new { })).GetProperty("stateMachines")[0], "stateMachineArn")
        );
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });
        Assert.Equal(
            "StateMachineDoesNotExist",
            Json.Text(await host.CallAsync("DescribeStateMachine", new { stateMachineArn = arn }), "__type")
        );
    }

    [Fact]
    public async Task UpdateStateMachine_WhileAnExecutionRuns_LeavesItItsDefinition()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Wait);
        var execution = await host.StartExecutionAsync(machine);

        await host.CallAsync("UpdateStateMachine", new { stateMachineArn = machine, definition = Definitions.Pass });

        Assert.Equal(
            Definitions.Wait,
            Json.Text(await host.CallAsync("DescribeStateMachineForExecution", new { executionArn = execution }), "definition")
        );
    }

    [Fact]
    public async Task StartExecution_SameNameAndInputWhileRunning_IsTheSameExecution()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Wait);

        var first = await host.StartExecutionAsync(machine, """{"a":1}""", "x");
        Assert.Equal(first, await host.StartExecutionAsync(machine, """{ "a" : 1 }""", "x"));
        Assert.Equal(
            "ExecutionAlreadyExists",
            Json.Text(
                await host.CallAsync(
                    "StartExecution",
                    new
                    {
                        stateMachineArn = machine,
                        input = "{}",
                        name = "x",
                    }
                ),
                "__type"
            )
        );

        await host.CallAsync(
            "StopExecution",
            new
            {
                executionArn = first,
                error = "E",
                cause = "C",
            }
        );
        Assert.Equal(
            "ExecutionAlreadyExists",
            Json.Text(
                await host.CallAsync(
                    "StartExecution",
                    new
                    {
                        stateMachineArn = machine,
                        input = """{"a":1}""",
                        name = "x",
                    }
                ),
                "__type"
            )
        );
        var ended = await host.EndAsync(first);
        Assert.Equal(("ABORTED", "E", "C"), (ended.Status, ended.Error, ended.Cause));
    }

    [Fact]
    public async Task GetExecutionHistory_PagesAndReverse_GiveEveryEventOnce()
    {
        await using var host = await EngineHost.StartAsync();
        var execution = (await host.RunAsync(Definitions.Pass, """{"secret": 1}""")).Arn;

        var first = await host.CallAsync(
            "GetExecutionHistory",
            new
            {
                executionArn = execution,
                maxResults = 3,
                reverseOrder = true,
            }
        );
        var second = await host.CallAsync(
            "GetExecutionHistory",
            new
            {
                executionArn = execution,
                maxResults = 3,
                reverseOrder = true,
                nextToken = Json.Text(first, "nextToken"),
            }
        );

        Assert.Equal(
            [4, 3, 2, 1],
            first
                .GetProperty("events")
                .EnumerateArray()
                .Concat(second.GetProperty("events").EnumerateArray())
                .Select(e => e.GetProperty("id").GetInt32())
        );
        Assert.Null(Json.Member(second, "nextToken"));
        Assert.Contains("secret", Json.Text(first) + Json.Text(second));
        Assert.DoesNotContain(
            "secret",
            Json.Text(await host.CallAsync("GetExecutionHistory", new { executionArn = execution, includeExecutionData = false }))
        );
        Assert.Equal(
            "InvalidToken",
            Json.Text(await host.CallAsync("GetExecutionHistory", new { executionArn = execution, nextToken = "made-up" }), "__type")
        );
    }

    [Fact]
    public async Task ListExecutions_StatusFilter_GivesThoseOnly()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Wait);
        var (running, stopped) = (await host.StartExecutionAsync(machine), await host.StartExecutionAsync(machine));
        await host.CallAsync("StopExecution", new { executionArn = stopped });
        using var client = new StepFunctionsClient(host.Endpoint, machine);

        Assert.Equal(running, Assert.Single(await client.ExecutionsAsync(machine, "RUNNING", default)).Arn);
        Assert.Equal(stopped, Assert.Single(await client.ExecutionsAsync(machine, "ABORTED", default)).Arn);
        Assert.Equal(2, (await client.ExecutionsAsync(machine, null, default)).Count);
    }

    [Theory]
    [InlineData(
        "CreateStateMachine",
        """{"name":"m","definition":"{}","roleArn":"r"}""",
        "InvalidDefinition",
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt, States] at /'"
    )]
    [InlineData("CreateStateMachine", """{"name":"a b","definition":"{}","roleArn":"r"}""", "InvalidName", "Invalid Name: 'a b'")]
    [InlineData("DescribeExecution", """{"executionArn":"nonsense"}""", "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: nonsense'")]
    [InlineData(
        "DescribeExecution",
        """{"executionArn":"arn:aws:states:us-east-1:000000000000:execution:m:e"}""",
        "ExecutionDoesNotExist",
        "Execution Does Not Exist: 'arn:aws:states:us-east-1:000000000000:execution:m:e'"
    )]
    [InlineData(
        "StartExecution",
        """{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:none"}""",
        "StateMachineDoesNotExist",
        "State Machine Does Not Exist: 'arn:aws:states:us-east-1:000000000000:stateMachine:none'"
    )]
    [InlineData("SendTaskSuccess", """{"taskToken":"guess","output":"1"}""", "InvalidToken", "Invalid Token: 'Invalid token'")]
    [InlineData(
        "SendTaskSuccess",
        """{"taskToken":"guess","output":"not json"}""",
        "InvalidOutput",
        "Invalid Output: 'Expected a JSON value'"
    )]
    [InlineData(
        "ListStateMachines",
        """{"maxResults":1001}""",
        "ValidationException",
        "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000"
    )]
    [InlineData("Nonsense", "{}", "UnknownOperationException", "'AWSStepFunctions.Nonsense' is no operation of this endpoint.")]
    public async Task Call_ThatCannotBe_IsRefusedAsTheServiceDoes(string operation, string body, string code, string message)
    {
        await using var host = await EngineHost.StartAsync();

        var answer = await host.CallAsync(operation, Json.Parse(body));

        Assert.Equal((code, message), (Json.Text(answer, "__type"), Json.Text(answer, "message")));
    }

    [Theory]
    [InlineData(
        "not json",
        "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
    )]
    [InlineData("", "Invalid execution input.")]
    public async Task StartExecution_InputIsNoJson_SaysWhy(string input, string why)
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);

        var answer = await host.CallAsync("StartExecution", new { stateMachineArn = machine, input });

        Assert.Equal(
            ("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{why}'"),
            (Json.Text(answer, "__type"), Json.Text(answer, "message"))
        );
    }

    [Fact]
    public async Task StartExecution_InputOver256KiB_IsRefused()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);

        var answer = await host.CallAsync(
            "StartExecution",
            new { stateMachineArn = machine, input = $"\"{new string('x', Limits.PayloadBytes)}\"" }
        );

        Assert.Equal("ValidationException", Json.Text(answer, "__type"));
    }

    [Fact]
    public async Task Call_BodyIsNoJson_IsRefused()
    {
        await using var host = await EngineHost.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Endpoint) { Content = new StringContent("{") };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions.ListStateMachines");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("SerializationException", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Start_PortInUse_NamesPortAndSetting()
    {
        await using var host = await EngineHost.StartAsync();
        await using var other = await FakeLambda.StartAsync();
        var listen = new IPEndPoint(IPAddress.Loopback, other.Endpoint.Port);

        await host.Server.DisposeAsync();
        var taken = await Assert.ThrowsAsync<PortInUseException>(() =>
            StepFunctionsServer.StartAsync(host.Options with { Listen = listen }, TimeProvider.System, NullLoggerFactory.Instance, default)
        );

        Assert.Contains($"{listen}", taken.Message);
        Assert.Contains("--states-port", taken.Message);
        await host.StartServerAsync();
    }

    [Fact]
    public async Task Start_SettingsOutOfRange_NamesEach()
    {
        await using var host = await EngineHost.StartAsync();
        var options = host.Options with { AccountId = "1", JsonataTimeout = TimeSpan.Zero };

        var wrong = await Assert.ThrowsAsync<InvalidSettingsException>(() =>
            StepFunctionsServer.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default)
        );

        Assert.Equal(
            [
                "StepFunctions.AccountId is '1', but must be 12 digits.",
                "StepFunctions.JsonataTimeout is 00:00:00, but must be more than 0 and at most a minute, or one expression could hold all executions up.",
            ],
            wrong.Problems);
    }

    [Fact]
    public async Task Activity_WorkerPolls_GetsTheTaskAndCompletesIt()
    {
        await using var host = await EngineHost.StartAsync();
        var activity = Json.Text(await host.CallAsync("CreateActivity", new { name = "a" }), "activityArn")!;
        var machine = await host.CreateAsync(
            $$$"""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"{{{activity}}}","End":true} } }"""
        );
        var execution = await host.StartExecutionAsync(machine, """{"n":1}""");

        var task = await host.CallAsync("GetActivityTask", new { activityArn = activity, workerName = "w" });
        Assert.Equal("""{"n":1}""", Json.Text(task, "input"));
        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(task, "taskToken"), output = "2" });

        Assert.Equal("2", Json.Text((await host.EndAsync(execution)).Output!.Value));
    }

    [Fact]
    public async Task Tags_AreKeptWithTheirResource()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);

        await host.CallAsync(
            "TagResource",
            new { resourceArn = machine, tags = new[] { new { key = "a", value = "1" }, new { key = "b", value = "2" } } }
        );
        await host.CallAsync("UntagResource", new { resourceArn = machine, tagKeys = new[] { "a" } });

        Assert.Equal(
            """[{"key":"b","value":"2"}]""",
            Json.Text((await host.CallAsync("ListTagsForResource", new { resourceArn = machine })).GetProperty("tags"))
        );
    }
}
