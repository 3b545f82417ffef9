using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Workflows.Ports;

namespace KillSwitch.StepFunctions.Tests;

/// <summary>What becomes of executions whose state machine is deleted, changed, or put back under its name.</summary>
public class DeletedMachineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_ExecutionWaits_ItsTokenStaysGoodAndItGoesOn(bool restarted)
    {
        await using var host = await EngineHost.StartAsync();
        var (machine, execution, token) = await WaitingAsync(host);

        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });
        if (restarted)
            await host.RestartAsync();

        Assert.Equal("StateMachineDoesNotExist", await StartAsync(host, machine));
        await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "\"yes\"" });
        Assert.Equal("\"yes\"", Json.Text((await host.EndAsync(execution)).Output!.Value));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_PutBack_TakesNewExecutionsAndListsTheOldOnes(bool restarted)
    {
        await using var host = await EngineHost.StartAsync();
        var (machine, execution, token) = await WaitingAsync(host);
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });

        Assert.Equal(machine, await host.CreateAsync(Definitions.Ask(), "m"));
        if (restarted)
            await host.RestartAsync();

        using var client = new StepFunctionsClient(host.Endpoint, machine);
        var another = await client.StartExecutionAsync("another", [], null, default);
        Assert.Equal([another, execution], (await client.ExecutionsAsync(machine, "RUNNING", default)).Select(e => e.Arn).Order());
        Assert.Equal(TaskCompletion.Completed, await client.CompleteTaskAsync(token, [], default));
        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_PutBackOtherwise_OldExecutionKeepsWhatItBeganWith(bool restarted)
    {
        await using var host = await EngineHost.StartAsync();
        var (machine, execution, token) = await WaitingAsync(host);
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });

        await host.CreateAsync(Definitions.Pass, "m");
        if (restarted)
            await host.RestartAsync();

        var began = await host.CallAsync("DescribeStateMachineForExecution", new { executionArn = execution });
        Assert.Equal(Definitions.Ask(), Json.Text(began, "definition"));
        await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "1" });
        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
    }

    [Fact]
    public async Task Update_ExecutionWaits_GoesOnByWhatItBeganWithAfterARestart()
    {
        await using var host = await EngineHost.StartAsync();
        var (machine, execution, token) = await WaitingAsync(host);

        await host.CallAsync("UpdateStateMachine", new { stateMachineArn = machine, definition = Definitions.Pass });
        await host.RestartAsync();

        await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "1" });
        Assert.Equal("1", Json.Text((await host.EndAsync(execution)).Output!.Value));
        Assert.Equal("SUCCEEDED", (await host.EndAsync(await host.StartExecutionAsync(machine))).Status);
    }

    [Fact]
    public async Task StartIncident_MachineIsDeleted_SaysUnavailableUntilItIsPutBack()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });
        using var client = new StepFunctionsClient(host.Endpoint, machine);

        await Assert.ThrowsAsync<ExecutionsUnavailableException>(() => client.StartExecutionAsync("kill-1", [], null, default));
        await client.CreateOrUpdateAsync("m", Definitions.Pass, default);

        Assert.Equal("SUCCEEDED", (await host.EndAsync(await client.StartExecutionAsync("kill-1", [], null, default))).Status);
    }

    [Fact]
    public async Task CreateOrUpdate_SameDefinitionAgain_IsNoNewRevision()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new StepFunctionsClient(host.Endpoint, "");
        await client.CreateOrUpdateAsync("m", Definitions.Pass, default);
        var machine = await client.CreateOrUpdateAsync("m", Definitions.Wait, default);
        var before = await host.CallAsync("DescribeStateMachine", new { stateMachineArn = machine });

        await client.CreateOrUpdateAsync("m", Definitions.Wait, default);

        Assert.Equal(Json.Text(before), Json.Text(await host.CallAsync("DescribeStateMachine", new { stateMachineArn = machine })));
    }

    [Fact]
    public async Task CreateOrUpdate_SomebodyDeletesItAtTheSameTime_PutsItBack()
    {
        await using var host = await EngineHost.StartAsync();
        using var client = new StepFunctionsClient(host.Endpoint, "");
        var machine = await client.CreateOrUpdateAsync("m", Definitions.Pass, default);
        using var enough = new CancellationTokenSource();
        var cleaning = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });
        });

        for (var i = 0; i < 50; i++)
        {
            try
            {
                Assert.Equal(machine, await client.CreateOrUpdateAsync("m", i % 2 == 0 ? Definitions.Wait : Definitions.Pass, default));
            }
            catch (ExecutionsUnavailableException)
            {
                // Deleted each time it tried: whoever puts it back tries again.
            }
        }
        await enough.CancelAsync();
        await cleaning;

        Assert.Equal(machine, await client.CreateOrUpdateAsync("m", Definitions.Pass, default));
    }

    [Fact]
    public async Task Delete_BetweenStates_TheRestIsDone()
    {
        await using var host = await EngineHost.StartAsync();
        var entered = new TaskCompletionSource();
        var answer = new TaskCompletionSource<FakeLambda.Reply>();
        host.Lambda.On("first", _ =>
        {
            entered.TrySetResult();
            return answer.Task;
        }).On("second", _ => "2");
        var machine = await host.CreateAsync("""
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:first","Next":"B"},
              "B":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:000000000000:function:second","End":true}}}
            """);
        var execution = await host.StartExecutionAsync(machine);
        await entered.Task;

        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });
        answer.SetResult(new("1"));

        Assert.Equal("2", Json.Text((await host.EndAsync(execution)).Output!.Value));
    }

    private static async Task<(string Machine, string Execution, string Token)> WaitingAsync(EngineHost host)
    {
        host.Lambda.On("ask", _ => "null");
        var machine = await host.CreateAsync(Definitions.Ask());
        var execution = await host.StartExecutionAsync(machine, name: "waiting");
        var token = Json.Text(await host.CalledAsync("ask"), "token")!;
        await EngineHost.UntilAsync(async () => (await host.HistoryAsync(execution)).Contains("TaskSubmitted"), "the task is submitted");
        return (machine, execution, token);
    }

    private static async Task<string?> StartAsync(EngineHost host, string machine) =>
        Json.Text(await host.CallAsync("StartExecution", new { stateMachineArn = machine }), "__type");
}
