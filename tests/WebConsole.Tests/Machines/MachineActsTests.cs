using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Client;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Machines;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Text;

namespace KillSwitch.WebConsole.Tests.Machines;

public sealed class MachineActsTests : IAsyncLifetime
{
    private const string Waits = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""";
    private const string Asks =
        """{"StartAt":"Both","States":{"Both":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"arn:aws:states:us-east-1:000000000000:activity:work","End":true}}},{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"ask","Payload":{"token.$":"$$.Task.Token","q":"may I?"}},"End":true}}}]}}}""";
    private const string Fails = """{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"No","Cause":"it is a test"}}}""";

    private EngineHost _engine = null!;
    private StepFunctionsClient _client = null!;
    private MachineActs _acts = null!;
    private MachineReader _reader = null!;

    public async Task InitializeAsync()
    {
        _engine = await EngineHost.StartAsync(configure: o => o with { KeepsTokensOf = new HashSet<string> { "kill-incident" } });
        _engine.Lambda.On("ask", _ => "{}");
        await _engine.CallAsync("CreateActivity", new { name = "work" });
        _client = new StepFunctionsClient(_engine.Endpoint, "unknown");
        foreach (var (name, definition) in new[] { ("waits", Waits), ("fails", Fails), ("asks", Asks), ("kill-incident", Asks) })
            await _client.CreateOrUpdateAsync(name, definition, default);
        _acts = new MachineActs(_client, new HashSet<string> { "kill-incident" });
        _reader = new MachineReader(_client);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    [NodeFact]
    public async Task StartAsync_ThenStopAsync_RunsUntilItIsStopped()
    {
        var started = (await _acts.StartAsync("waits", "mine", """{"a":1}""", default)).Value!;
        Assert.Equal("mine", started.Name);
        Assert.Equal("RUNNING", (await _reader.FindAsync("waits", "mine", default)).Value!.Status);

        await _acts.StopAsync("waits", "mine", "seen enough", default);

        var stopped = (await _reader.FindAsync("waits", "mine", default)).Value!;
        Assert.Equal(("ABORTED", "StoppedByHand", "seen enough"), (stopped.Status, stopped.Error, stopped.Cause));
        Assert.Equal("""{"a":1}""", stopped.Input.GetRawText());
    }

    [NodeFact]
    public async Task RedriveAsync_ThatWasStopped_GoesOn()
    {
        await _acts.StartAsync("waits", "mine", null, default);
        Assert.NotNull((await _reader.FindAsync("waits", "mine", default)).Value!.NotRedrivable);
        await _acts.StopAsync("waits", "mine", "seen enough", default);
        Assert.Null((await _reader.FindAsync("waits", "mine", default)).Value!.NotRedrivable);

        var redriven = (await _acts.RedriveAsync("waits", "mine", default)).Value!;

        Assert.Equal("mine goes on where it ended.", redriven.Message);
        var seen = (await _reader.FindAsync("waits", "mine", default)).Value!;
        Assert.Equal(("RUNNING", null, 1, null), (seen.Status, seen.StoppedTs, seen.RedriveCount, seen.Error));
        Assert.NotNull(seen.RedrivenTs);
        Assert.Contains("ExecutionNotRedrivable", (await _acts.RedriveAsync("waits", "mine", default)).Refusal!.Message);
    }

    [NodeFact]
    public async Task StartAsync_WithoutNameAndInput_HasBothMadeUp()
    {
        var started = (await _acts.StartAsync("waits", null, null, default)).Value!;

        Assert.Equal("{}", (await _reader.FindAsync("waits", started.Name, default)).Value!.Input.GetRawText());
    }

    [NodeFact]
    public async Task SaveAsync_ANewOne_CanBeStarted()
    {
        var saved = (await _acts.SaveAsync("new", Waits, default)).Value!;

        Assert.Equal("new is saved: its next execution runs by it.", saved.Message);
        Assert.False((await _acts.StartAsync("new", "first", null, default)).IsRefused);
        Assert.Equal(Waits, (await _reader.MachineAsync("new", default)).Value!.Definition);
    }

    [NodeFact]
    public async Task SaveAsync_ThatCannotRun_IsRefusedAndChangesNothing()
    {
        var refused = await _acts.SaveAsync("waits", """{"StartAt":"X","States":{}}""", default);

        Assert.Equal(RefusalCode.FieldInvalid, refused.Refusal!.Code);
        Assert.Equal(Waits, (await _reader.MachineAsync("waits", default)).Value!.Definition);
    }

    [NodeFact]
    public async Task ValidateAsync_Definitions_SaysWhatStandsAgainstThem()
    {
        Assert.Empty((await _reader.ValidateAsync(Waits, default)).Problems);
        Assert.NotEmpty((await _reader.ValidateAsync("""{"StartAt":"X","States":{}}""", default)).Problems);
        Assert.NotEmpty((await _reader.ValidateAsync("no JSON", default)).Problems);
    }

    [NodeFact]
    public async Task Acts_OnAnIncident_AreRefusedAndChangeNothing()
    {
        await _client.StartAsync(await ArnAsync("kill-incident"), "incident", "{}", default);

        Assert.True((await _acts.StartAsync("kill-incident", "another", null, default)).IsRefused);
        Assert.True((await _acts.StopAsync("kill-incident", "incident", "no", default)).IsRefused);
        Assert.True((await _acts.RedriveAsync("kill-incident", "incident", default)).IsRefused);
        Assert.True((await _acts.SaveAsync("kill-incident", Fails, default)).IsRefused);

        var left = (await _reader.ExecutionsAsync("kill-incident", null, 10, default)).Value!;
        Assert.Equal([("incident", "RUNNING")], left.Select(e => (e.Name, e.Status)));
        Assert.Equal(Asks, (await _reader.MachineAsync("kill-incident", default)).Value!.Definition);
    }

    [NodeFact]
    public async Task StartAsync_SameNameAndInputAgain_SaysSinceWhenItHasBeenThere()
    {
        var first = (await _acts.StartAsync("waits", "mine", "{}", default)).Value!;
        var since = (await _reader.FindAsync("waits", "mine", default)).Value!.StartedTs;

        var again = (await _acts.StartAsync("waits", "mine", "{}", default)).Value!;

        Assert.Equal("mine has begun.", first.Message);
        Assert.Equal($"mine has been there since {UtcTime.Of(since)}.", again.Message);
    }

    [NodeFact]
    public async Task SucceedAsync_BothThatWait_EndsTheExecutionWithTheirOutputs()
    {
        await _acts.StartAsync("asks", "mine", null, default);
        var tasks = await WaitingAsync("asks", "mine");

        foreach (var task in tasks)
            Assert.False((await _acts.SucceedAsync("asks", "mine", task.Name, $$"""{"by":"{{task.State}}"}""", default)).IsRefused);

        await Until.TrueAsync("it has ended", async () => (await _reader.FindAsync("asks", "mine", default)).Value!.Status == "SUCCEEDED");
        var ended = (await _reader.FindAsync("asks", "mine", default)).Value!;
        Assert.Equal("""[{"by":"Work"},{"by":"Ask"}]""", ended.Output!.Value.GetRawText());
        var history = (await _reader.HistoryAsync("asks", "mine", default)).Value!.Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.True(history.IndexOf("ActivityStarted") < history.IndexOf("ActivitySucceeded"));
        Assert.Contains("ActivityStarted", history);
    }

    [NodeFact]
    public async Task FailAsync_OneThatWaits_FailsItWithThatError()
    {
        await _acts.StartAsync("asks", "mine", null, default);
        var asked = (await WaitingAsync("asks", "mine")).Single(t => t.State == "Ask");
        Assert.Equal("may I?", asked.Input.GetProperty("Payload").GetProperty("q").GetString());

        var receipt = (await _acts.FailAsync("asks", "mine", asked.Name, "Refused", "not today", default)).Value!;

        Assert.Equal("The task of Ask has failed with Refused.", receipt.Message);
        await Until.TrueAsync("it has ended", async () => (await _reader.FindAsync("asks", "mine", default)).Value!.Status == "FAILED");
        var ended = (await _reader.FindAsync("asks", "mine", default)).Value!;
        Assert.Equal(("Refused", "not today"), (ended.Error, ended.Cause));
    }

    [NodeFact]
    public async Task SucceedAsync_AnsweredBeforeOrNoJson_IsRefused()
    {
        await _acts.StartAsync("asks", "mine", null, default);
        var task = (await WaitingAsync("asks", "mine")).Single(t => t.State == "Work");

        Assert.Equal(RefusalCode.FieldInvalid, (await _acts.SucceedAsync("asks", "mine", task.Name, "{", default)).Refusal!.Code);
        Assert.False((await _acts.SucceedAsync("asks", "mine", task.Name, null, default)).IsRefused);
        var again = await _acts.SucceedAsync("asks", "mine", task.Name, null, default);

        Assert.Equal(RefusalCode.NotFound, again.Refusal!.Code);
        Assert.Contains("GET /machines/asks/executions/mine/tasks", again.Refusal.Message);
    }

    [NodeFact]
    public async Task Tasks_OfAnIncident_AreForTheApprovalAlone()
    {
        var execution = await _client.StartAsync(await ArnAsync("kill-incident"), "incident", "{}", default);
        var arn = StepFunctionsClient.ExecutionArn(await ArnAsync("kill-incident"), execution);

        foreach (var refusal in new[]
        {
            (await _acts.TasksAsync("kill-incident", "incident", default)).Refusal,
            (await _acts.SucceedAsync("kill-incident", "incident", "any", "{}", default)).Refusal,
            (await _acts.FailAsync("kill-incident", "incident", "any", "No", null, default)).Refusal,
        })
            Assert.StartsWith("The task token of kill-incident is for the approval alone", refusal!.Message);
        // Nor does the engine itself tell them, whoever asks.
        var told = await Assert.ThrowsAsync<StepFunctionsErrorException>(() => _client.WaitingTasksAsync(arn, default));
        Assert.Equal("AccessDeniedException", told.Code);
    }

    [NodeFact]
    public async Task StartAsync_InputThatIsNoJson_IsRefused() =>
        Assert.Equal(RefusalCode.FieldInvalid, (await _acts.StartAsync("waits", null, "{", default)).Refusal!.Code);

    [NodeFact]
    public async Task Acts_OnWhatThereIsNot_AreRefused()
    {
        Assert.Equal(RefusalCode.NotFound, (await _acts.StartAsync("unknown", null, null, default)).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await _acts.StopAsync("waits", "unknown", "no", default)).Refusal!.Code);
    }

    private async Task<IReadOnlyList<WaitingTaskView>> WaitingAsync(string machine, string name) =>
        await Until.FoundAsync(
            "both wait",
            async () => (await _acts.TasksAsync(machine, name, default)).Value is { Count: 2 } both ? both : null
        );

    private async Task<string> ArnAsync(string machine) => (await _client.StateMachinesAsync(default))[machine];
}
