using KillSwitch.Local.StepFunctions;
using KillSwitch.Local.StepFunctions.Runtime;
using KillSwitch.Local.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.StepFunctions.Runtime;

public class EngineTests
{
    private static readonly Arns s_arns = new("us-east-1", "123456789012");

    [Fact]
    public async Task TryStartAsync_Journalled_IsThereAfterARestart()
    {
        using var folder = new TempFolder();
        await using (var engine = Open(folder))
        {
            await engine.SaveAsync(Machine());
            await (await engine.TryStartAsync(Machine(), "one", "{}"))!.Over;
        }

        await using var restarted = Open(folder);

        Assert.Equal([s_arns.Execution("m", "one")], restarted.Executions.Keys);
        Assert.False(restarted.Executions.Values.Single().State.IsRunning);
    }

    [Fact]
    public async Task TryStartAsync_JournalCannotBeWritten_KnowsNoExecution()
    {
        using var folder = new TempFolder();
        await using var engine = Open(folder);
        await engine.Journal.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => engine.TryStartAsync(Machine(), "one", "{}"));

        Assert.Empty(engine.Executions);
    }

    [Fact]
    public async Task TryStartAsync_NewExecution_WaitsForTheDiskOnce()
    {
        using var folder = new TempFolder();
        var syncs = 0;
        await using var engine = Open(folder, () => syncs++);
        await engine.SaveAsync(Waiting());
        syncs = 0;

        await engine.TryStartAsync(Waiting(), "one", "{}");

        Assert.Equal(1, syncs);
    }

    [Fact]
    public async Task TryStartAsync_EngineStops_IsRefusedAndNotThereAfterwards()
    {
        using var folder = new TempFolder();
        await using (var engine = Open(folder))
        {
            await engine.SaveAsync(Waiting());
            await engine.StopAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.TryStartAsync(Waiting(), "one", "{}"));
        }

        await using var restarted = Open(folder);

        Assert.Empty(restarted.Executions);
    }

    private static Engine Open(TempFolder folder, Action? beforeSync = null) => Engine.Open(
        folder.File("journal"), JournalSync.OperatingSystem, s_arns, TimeProvider.System, jsonata: null!, invokers: [], NullLogger.Instance, beforeSync);

    private static Machine Waiting() => Machine() with { Definition = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""" };

    private static Machine Machine() => new(
        s_arns.Machine("m"), "m", """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""", "arn:aws:iam::123456789012:role/r",
        KillSwitch.Local.StepFunctions.Machine.Standard, "r1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
