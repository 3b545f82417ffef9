using System.Text.Json;
using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;

namespace KillSwitch.StepFunctions.Tests;

/// <summary>RedriveExecution by its wire, across a restart of the endpoint.</summary>
public sealed class RedriveTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async Task InitializeAsync() => _host = await EngineHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Redrive_FailedExecution_GoesOnByTheDefinitionItBeganWith()
    {
        var fails = true;
        _host.Lambda.On("work", _ => Task.FromResult(
            fails ? new FakeLambda.Reply("""{"errorType":"Boom","errorMessage":"no"}""", Failed: true) : new FakeLambda.Reply("\"done\"")
        ));
        var machine = await _host.CreateAsync(Definitions.Call());
        var execution = await _host.StartExecutionAsync(machine);
        Assert.Equal("FAILED", (await _host.EndAsync(execution)).Status);
        await _host.CallAsync("UpdateStateMachine", new { stateMachineArn = machine, definition = Definitions.Pass });
        fails = false;
        await _host.RestartAsync();

        var answer = await RedriveAsync(execution, "token-a");

        var ended = await _host.EndAsync(execution);
        Assert.Equal(("SUCCEEDED", 1), (ended.Status, ended.RedriveCount));
        Assert.Equal(Date(answer), Date(await DescribeAsync(execution)));
        Assert.Equal(
            ["TaskFailed", "ExecutionFailed", "ExecutionRedriven", "TaskScheduled", "TaskStarted", "TaskSucceeded"],
            (await _host.HistoryAsync(execution)).Skip(4).Take(6)
        );
    }

    [Fact]
    public async Task Describe_BeforeWhileAndAfterARedrive_SaysHowItStands()
    {
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync(Waits));
        Assert.Equal("NOT_REDRIVABLE", Json.Text(await DescribeAsync(execution), "redriveStatus"));
        await _host.CallAsync("StopExecution", new { executionArn = execution, error = "Stopped" });
        var stopped = await DescribeAsync(execution);
        Assert.Equal(("REDRIVABLE", "Stopped", 0), (Json.Text(stopped, "redriveStatus"), Json.Text(stopped, "error"), Count(stopped)));

        await RedriveAsync(execution);

        var running = await DescribeAsync(execution);
        Assert.Equal(("RUNNING", "NOT_REDRIVABLE", 1), (Json.Text(running, "status"), Json.Text(running, "redriveStatus"), Count(running)));
        Assert.Equal("Execution is RUNNING and cannot be redriven", Json.Text(running, "redriveStatusReason"));
        Assert.All(["stopDate", "error", "cause"], gone => Assert.False(running.TryGetProperty(gone, out _)));
        var list = await _host.CallAsync("ListExecutions", new { stateMachineArn = Json.Text(running, "stateMachineArn") });
        var listed = list.GetProperty("executions")[0];
        Assert.Equal((1, Date(running)), (Count(listed), Date(listed)));
    }

    /// <summary>Asked again it is the first one, whatever has become of the execution; a token that was refused is not used up.</summary>
    [Fact]
    public async Task Redrive_SameClientToken_IsDoneOnce()
    {
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync(Waits));
        Assert.Equal("ExecutionNotRedrivable", Json.Text(await RedriveAsync(execution, "token-b"), "__type"));
        await StopAsync(execution);
        var first = await RedriveAsync(execution, "token-a");

        Assert.Equal(Json.Text(first), Json.Text(await RedriveAsync(execution, "token-a")));
        Assert.Equal("ExecutionNotRedrivable", Json.Text(await RedriveAsync(execution, "token-b"), "__type"));
        await StopAsync(execution);
        await _host.RestartAsync();
        Assert.Equal(Json.Text(first), Json.Text(await RedriveAsync(execution, "token-a")));

        Assert.Equal(("ABORTED", 1), (Json.Text(await DescribeAsync(execution), "status"), Count(await DescribeAsync(execution))));
        await RedriveAsync(execution, "token-b");
        Assert.Equal(2, Count(await DescribeAsync(execution)));
    }

    [Fact]
    public async Task Redrive_TokenOfATaskBefore_WaitsNoLonger()
    {
        await _host.CallAsync("CreateActivity", new { name = "work" });
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync(
            """{"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:us-east-1:000000000000:activity:work","End":true}}}"""
        ));
        var before = await TakeAsync();
        await StopAsync(execution);
        await RedriveAsync(execution);

        var now = await TakeAsync();

        Assert.NotEqual(before, now);
        Assert.Equal("TaskTimedOut", Json.Text(await SucceedAsync(before), "__type"));
        await SucceedAsync(now);
        Assert.Equal("SUCCEEDED", (await _host.EndAsync(execution)).Status);
    }

    [Fact]
    public async Task Redrive_WhatCannotBe_SaysWhy()
    {
        var execution = await _host.StartExecutionAsync(await _host.CreateAsync(Definitions.Pass));
        await _host.EndAsync(execution);

        var refused = await RedriveAsync(execution);

        Assert.Equal("ExecutionNotRedrivable", Json.Text(refused, "__type"));
        Assert.Equal(
            $"Execution {execution} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven",
            Json.Text(refused, "message")
        );
        Assert.Equal("ExecutionDoesNotExist", Json.Text(await RedriveAsync(execution + "-not"), "__type"));
        Assert.Equal("ValidationException", Json.Text(await RedriveAsync(execution, new string('x', 65)), "__type"));
    }

    private const string Waits = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""";

    private static int Count(JsonElement execution) => execution.GetProperty("redriveCount").GetInt32();

    private static double Date(JsonElement redriven) => redriven.GetProperty("redriveDate").GetDouble();

    private Task<JsonElement> DescribeAsync(string execution) => _host.CallAsync("DescribeExecution", new { executionArn = execution });

    private Task StopAsync(string execution) => _host.CallAsync("StopExecution", new { executionArn = execution });

    private Task<JsonElement> RedriveAsync(string execution, string? token = null) =>
        token is null
            ? _host.CallAsync("RedriveExecution", new { executionArn = execution })
            : _host.CallAsync("RedriveExecution", new { executionArn = execution, clientToken = token });

    private async Task<string> TakeAsync() => Json.Text(
        await _host.CallAsync("GetActivityTask", new { activityArn = "arn:aws:states:us-east-1:000000000000:activity:work" }),
        "taskToken"
    )!;

    private Task<JsonElement> SucceedAsync(string token) => _host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "{}" });
}
