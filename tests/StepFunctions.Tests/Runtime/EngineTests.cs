using KillSwitch.StatesLanguage;
using KillSwitch.StepFunctions.Tests.Support;
using KillSwitch.Tests;

namespace KillSwitch.StepFunctions.Tests.Runtime;

public class EngineTests
{
    [Fact]
    public async Task TryStartAsync_Journalled_IsThereAfterARestart()
    {
        using var folder = new TempFolder();
        await using (var engine = BareEngine.Open(folder))
        {
            await BareEngine.SaveAsync(engine, BareEngine.Machine(Definitions.Pass));
            await (await engine.TryStartAsync(BareEngine.Machine(Definitions.Pass), "one", "{}"))!.Over;
        }

        await using var restarted = BareEngine.Open(folder);

        Assert.Equal([BareEngine.Arns.Execution("m", "one")], restarted.Executions.Keys);
        Assert.False(restarted.Executions.Values.Single().State.IsRunning);
    }

    [Fact]
    public async Task Open_JournalHoldsADefinitionThatIsRefusedByNow_ItsExecutionsGoOn()
    {
        const string Accepted = """
            {"StartAt":"P","States":{"P":{"Type":"Pass","_comment":"x","Next":"T"},
              "T":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Catch":[{"ErrorEquals":["States.ALL"],"Next":"P"}],"End":true}}}
            """;
        using var folder = new TempFolder();
        await using (var engine = BareEngine.Open(folder))
        {
            await BareEngine.SaveAsync(engine, BareEngine.Machine(Accepted));
            await (await engine.TryStartAsync(BareEngine.Machine(Accepted), "one", "{}"))!.Over;
        }

        await using var restarted = BareEngine.Open(folder);

        var execution = restarted.Executions.Values.Single();
        Assert.Equal(ErrorNames.Runtime, execution.State.Error!.Error);
        await (await restarted.TryStartAsync(execution.Machine, "two", "{}"))!.Over;
    }

    /// <summary>Seen in a drill: a retry stood still for as long as the clock had been ahead.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_ClockWasAheadAndIsSetBack_LastsNoLongerThanItShould(bool restarts)
    {
        var time = new WatchedTimeProvider();
        var clock = new JumpingTimeProvider(time) { Off = TimeSpan.FromMinutes(12) };
        using var folder = new TempFolder();
        var machine = BareEngine.Machine("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":5,"End":true}}}""");
        var engine = BareEngine.Open(folder, clock: clock);
        try
        {
            await BareEngine.SaveAsync(engine, machine);
            var execution = (await engine.TryStartAsync(machine, "one", "{}"))!;
            await Until.TrueAsync("it waits", () => Task.FromResult(time.ActiveTimers == 1));
            clock.Off = TimeSpan.Zero;
            if (restarts)
            {
                await engine.DisposeAsync();
                engine = BareEngine.Open(folder, clock: clock);
                execution = engine.Executions.Values.Single();
                engine.Resume();
                await Until.TrueAsync("it waits", () => Task.FromResult(time.ActiveTimers == 1));
            }

            time.Advance(TimeSpan.FromSeconds(5));

            await execution.Over.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(
                execution.History().Select(e => e.Head.At).Order(),
                execution.History().Select(e => e.Head.At)
            );
        }
        finally
        {
            await engine.DisposeAsync();
        }
    }

    [Fact]
    public async Task TryStartAsync_JournalCannotBeWritten_KnowsNoExecution()
    {
        using var folder = new TempFolder();
        await using var engine = BareEngine.Open(folder);
        await engine.Journal.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => engine.TryStartAsync(BareEngine.Machine(Definitions.Pass), "one", "{}"));

        Assert.Empty(engine.Executions);
    }

    [Fact]
    public async Task TryStartAsync_NewExecution_WaitsForTheDiskOnce()
    {
        using var folder = new TempFolder();
        var syncs = 0;
        await using var engine = BareEngine.Open(folder, () => syncs++);
        await BareEngine.SaveAsync(engine, BareEngine.Machine(Definitions.Wait));
        syncs = 0;

        await engine.TryStartAsync(BareEngine.Machine(Definitions.Wait), "one", "{}");

        Assert.Equal(1, syncs);
    }

    [Fact]
    public async Task TryStartAsync_EngineStops_IsRefusedAndNotThereAfterwards()
    {
        using var folder = new TempFolder();
        await using (var engine = BareEngine.Open(folder))
        {
            await BareEngine.SaveAsync(engine, BareEngine.Machine(Definitions.Wait));
            await engine.StopAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                engine.TryStartAsync(BareEngine.Machine(Definitions.Wait), "one", "{}")
            );
        }

        await using var restarted = BareEngine.Open(folder);

        Assert.Empty(restarted.Executions);
    }
}
