using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;
using KillSwitch.WebConsole.Machines;
using KillSwitch.Workflows.Refusals;

namespace KillSwitch.WebConsole.Tests.Machines;

public sealed class MachineReaderTests : IAsyncLifetime
{
    private const string Definition = """{"StartAt":"Only","States":{"Only":{"Type":"Pass","End":true}}}""";

    private EngineHost _engine = null!;
    private StepFunctionsClient _client = null!;
    private MachineReader _reader = null!;

    public async Task InitializeAsync()
    {
        _engine = await EngineHost.StartAsync();
        using var first = new StepFunctionsClient(_engine.Endpoint, "unknown");
        _client = new StepFunctionsClient(_engine.Endpoint, await first.CreateOrUpdateAsync("one", Definition, default));
        _reader = new MachineReader(_client);
        await _client.StartExecutionAsync("first", [], null, default);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _engine.DisposeAsync();
    }

    [NodeFact]
    public async Task Machines_OfTheEngine_AreNamed() => Assert.Equal(["one"], (await _reader.MachinesAsync(default)).Select(m => m.Name));

    [NodeFact]
    public async Task Find_Execution_HasTheDefinitionItRanBy()
    {
        await _client.CreateOrUpdateAsync("one", Definition.Replace("Only", "Other"), default);

        var found = (await _reader.FindAsync("one", "first", default)).Value!;

        Assert.Equal(("first", "one", Definition), (found.Name, found.Machine, found.Definition));
        await Until.TrueAsync(
            "it has ended",
            async () => (await _reader.FindAsync("one", "first", default)).Value is { Status: "SUCCEEDED", StoppedTs: not null }
        );
    }

    [NodeFact]
    public async Task History_OfAnExecution_IsAllOfIt()
    {
        await Until.TrueAsync(
            "it has ended",
            async () => (await _reader.HistoryAsync("one", "first", default)).Value is [.., var last]
                && last.GetProperty("type").GetString() == "ExecutionSucceeded"
        );
        Assert.Equal(4, (await _reader.HistoryAsync("one", "first", default)).Value!.Count);
    }

    [NodeFact]
    public async Task Executions_OfAStatus_AreThose()
    {
        await Until.TrueAsync(
            "it has ended",
            async () => (await _reader.ExecutionsAsync("one", "SUCCEEDED", 10, default)).Value is [{ Name: "first" }]
        );
        Assert.Empty((await _reader.ExecutionsAsync("one", "FAILED", 10, default)).Value!);
    }

    [NodeFact]
    public async Task Executions_MoreThanAreAskedFor_AreTheLatest()
    {
        await Until.TrueAsync(
            "the first has ended",
            async () => (await _reader.ExecutionsAsync("one", "SUCCEEDED", 10, default)).Value is [{ Name: "first" }]
        );
        await _client.StartExecutionAsync("second", [], null, default);

        Assert.Equal(["second"], (await _reader.ExecutionsAsync("one", null, 1, default)).Value!.Select(e => e.Name));
        Assert.Equal(["second", "first"], (await _reader.ExecutionsAsync("one", null, 2, default)).Value!.Select(e => e.Name));
    }

    [NodeFact]
    public async Task Any_NameOfNothing_IsRefusedWithWhereToLook()
    {
        Assert.Equal(RefusalCode.NotFound, (await _reader.ExecutionsAsync("none", null, 10, default)).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await _reader.FindAsync("one", "none", default)).Refusal!.Code);
        Assert.Contains("/machines/one/executions", (await _reader.HistoryAsync("one", "none", default)).Refusal!.Message);
    }
}
