using KillSwitch.Local.StepFunctions;
using KillSwitch.Local.StepFunctions.Runtime;
using KillSwitch.Local.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Local.Tests.StepFunctions.Runtime;

public class EngineTests
{
    private static readonly Arns s_arns = new("us-east-1", "123456789012");

    [Fact]
    public async Task StartAsync_Journalled_IsThereAfterARestart()
    {
        using var folder = new TempFolder();
        await using (var engine = Open(folder))
        {
            await engine.SaveAsync(Machine());
            await (await engine.StartAsync(Machine(), "one", "{}")).Over;
        }

        await using var restarted = Open(folder);

        Assert.Equal([s_arns.Execution("m", "one")], restarted.Executions.Keys);
        Assert.False(restarted.Executions.Values.Single().State.IsRunning);
    }

    [Fact]
    public async Task StartAsync_JournalCannotBeWritten_KnowsNoExecution()
    {
        using var folder = new TempFolder();
        await using var engine = Open(folder);
        await engine.Journal.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => engine.StartAsync(Machine(), "one", "{}"));

        Assert.Empty(engine.Executions);
    }

    private static Engine Open(TempFolder folder) => Engine.Open(
        folder.File("journal"), JournalSync.OperatingSystem, s_arns, TimeProvider.System, jsonata: null!, invokers: [], NullLogger.Instance);

    private static Machine Machine() => new(
        s_arns.Machine("m"), "m", """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""", "arn:aws:iam::123456789012:role/r",
        KillSwitch.Local.StepFunctions.Machine.Standard, "r1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
