using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests;

public class RestartTests
{
    [Fact]
    public async Task Restart_WaitingForAToken_TokenStaysValid()
    {
        await using var host = await EngineHost.StartAsync();
        host.Lambda.On("ask", _ => "null");
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Ask()));
        var token = Json.Text(await host.CalledAsync("ask"), "token")!;
        await EngineHost.UntilAsync(async () => (await host.HistoryAsync(execution)).Contains("TaskSubmitted"), "the task is submitted");
        var history = await host.HistoryAsync(execution);

        await host.RestartAsync();

        Assert.Equal(history, await host.HistoryAsync(execution));
        await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "\"yes\"" });
        Assert.Equal("\"yes\"", Json.Text((await host.EndAsync(execution)).Output!.Value));
        Assert.Single(host.Lambda.Calls);
    }

    [Fact]
    public async Task Restart_TimerPassedMeanwhile_FiresAtItsAbsoluteTime()
    {
        var clock = new FakeTimeProvider(TradingDay.Opens);
        await using var host = await EngineHost.StartAsync(clock);
        var machine = await host.CreateAsync(Definitions.Wait);
        var (early, late) = (await host.StartExecutionAsync(machine), "");
        clock.Advance(TimeSpan.FromSeconds(50));
        late = await host.StartExecutionAsync(machine);

        await host.Server.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        await host.StartServerAsync();

        Assert.Equal("SUCCEEDED", (await host.EndAsync(early)).Status);
        using var client = new StepFunctionsClient(host.Endpoint, machine);
        Assert.Equal("RUNNING", (await client.FindAsync(late, default))!.Status);
        clock.Advance(TimeSpan.FromSeconds(40));
        var ended = await host.EndAsync(late);
        Assert.Equal(TimeSpan.FromSeconds(60), ended.StoppedAt - ended.StartedAt);
    }

    [Fact]
    public async Task Restart_TaskInFlight_IsInvokedAgain()
    {
        await using var host = await EngineHost.StartAsync();
        var answers = new TaskCompletionSource<FakeLambda.Reply>();
        host.Lambda.On("work", _ => answers.Task);
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Call()));
        await host.CalledAsync("work");

        await host.RestartAsync();
        await host.CalledAsync("work", before: 1);
        answers.SetResult(new("1"));

        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
        Assert.Equal(1, (await host.HistoryAsync(execution)).Count(t => t == "TaskSucceeded"));
    }

    [Fact]
    public async Task Restart_InputWithSpaces_IsEchoedAsItWasSent()
    {
        await using var host = await EngineHost.StartAsync();
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Wait), "{ \"a\" : [1,  2] }");

        await host.RestartAsync();

        var started = (await host.CallAsync("GetExecutionHistory", new { executionArn = execution })).GetProperty("events")[0];
        Assert.Equal("{ \"a\" : [1,  2] }", Json.Text(started.GetProperty("executionStartedEventDetails"), "input"));
    }
}
