using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.StepFunctions.Tests.Support;

namespace KillSwitch.Local.Tests.Security;

/// <summary>
/// AWS records a task token in the history wherever a definition passes it on; whoever reads the history could then complete the
/// task.
/// </summary>
public sealed class TaskTokenTests
{
    [Fact]
    public async Task GetExecutionHistory_ByDefault_ShowsANameThatRedeemsNothing()
    {
        await using var host = await EngineHost.StartAsync();
        var (execution, token) = await AskAsync(host);

        var history = Json.Text(await host.CallAsync("GetExecutionHistory", new { executionArn = execution }));
        var name = Name(history);

        Assert.DoesNotContain(token, history);
        Assert.Equal(token.Length, name.Length);
        Assert.Equal("InvalidToken", Json.Text(await host.CallAsync("SendTaskSuccess", new { taskToken = name, output = "{}" }), "__type"));
        Assert.Null(
            Json.Text(
                await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = """{"by":"whoever has the token"}""" }),
                "__type"
            )
        );
    }

    [Fact]
    public async Task GetExecutionHistory_TokenPassedOn_HasOneNameEverywhere()
    {
        await using var host = await EngineHost.StartAsync();
        var (execution, token) = await AskAsync(host);
        await host.CallAsync(
            "SendTaskSuccess",
            new { taskToken = token, output = $$"""{"passed":["on {{token}}","{\"deep\":\"{{token}}\"}"]}""" }
        );
        await host.EndAsync(execution);

        var history = Json.Text(await host.CallAsync("GetExecutionHistory", new { executionArn = execution }));
        var described = Json.Text(await host.CallAsync("DescribeExecution", new { executionArn = execution }));

        Assert.DoesNotContain(token, history + described);
        Assert.True(history.Split(Name(history)).Length > 4);
        Assert.Contains(Name(history), described);
    }

    [Fact]
    public async Task GetExecutionHistory_AskedToShow_ShowsWhatAwsShows()
    {
        await using var host = await EngineHost.StartAsync(configure: o => o with { ShowTaskTokens = true });
        var (execution, token) = await AskAsync(host);

        Assert.Contains(token, Json.Text(await host.CallAsync("GetExecutionHistory", new { executionArn = execution })));
    }

    [Fact]
    public async Task GetActivityTask_Worker_GetsItsToken()
    {
        await using var host = await EngineHost.StartAsync();
        var activity = Json.Text(await host.CallAsync("CreateActivity", new { name = "work" }), "activityArn")!;
        var execution = await host.StartExecutionAsync(
            await host.CreateAsync($$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{activity}}}","End":true} } }""")
        );

        var task = await host.CallAsync("GetActivityTask", new { activityArn = activity });
        await host.CallAsync("SendTaskSuccess", new { taskToken = Json.Text(task, "taskToken"), output = "7" });

        Assert.Equal("SUCCEEDED", (await host.EndAsync(execution)).Status);
    }

    private static async Task<(string Execution, string Token)> AskAsync(EngineHost host)
    {
        host.Lambda.On("ask", _ => "{}");
        var execution = await host.StartExecutionAsync(await host.CreateAsync(Definitions.Ask()));
        var token = Json.Text(await host.CalledAsync("ask"), "token")!;
        using var client = new StepFunctionsClient(host.Endpoint, "");
        await EngineHost.UntilAsync(
            async () => Json.Text((await client.HistoryAsync(execution, default))[^1], "type") == "TaskSubmitted",
            "it waits"
        );
        return (execution, token);
    }

    private static string Name(string history) => history[history.IndexOf("task-token-not-shown-", StringComparison.Ordinal)..][..85];
}
