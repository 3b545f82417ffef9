using KillSwitch.Hosting.Processes;
using KillSwitch.Tests;

namespace KillSwitch.Hosting.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("killswitch-tests-").FullName;

    private string Log => Path.Combine(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ended_ProgramEnds_TellsItsCodeAndKeepsWhatItSaid()
    {
        await using var program = await StartAsync("echo out; echo err >&2; exit 3");

        Assert.Equal(3, await program.Ended.WaitAsync(Deadline));
        Assert.Equal("out\nerr", program.Tail());
    }

    [Fact]
    public async Task Ended_NoSuchProgram_TellsSo()
    {
        await using var program = await ChildProcess.StartAsync(
            "/nowhere/program",
            [],
            Log,
            new Dictionary<string, string?>(),
            CancellationToken.None
        );

        Assert.Equal(ChildProcess.NotFound, await program.Ended.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Kill_RunningProgram_IsGoneBySignal()
    {
        await using var program = await StartAsync("exec sleep 1000");

        program.Kill();

        Assert.Equal(128 + 9, await program.Ended.WaitAsync(Deadline));
    }

    [Fact]
    public async Task StopAsync_FrozenProgram_EndsIt()
    {
        await using var program = await StartAsync("exec sleep 1000");
        program.Freeze();

        var code = await program.StopAsync(Deadline).WaitAsync(Deadline * 2);

        Assert.Equal(128 + 15, code);
    }

    [Fact]
    public async Task StopAsync_ProgramThatDoesNotEnd_KillsIt()
    {
        await using var program = await StartAsync("trap '' TERM; echo ready; while :; do sleep 0.1; done");
        while (!program.Tail().Contains("ready", StringComparison.Ordinal))
            await Task.Yield();

        var code = await program.StopAsync(TimeSpan.FromMilliseconds(300)).WaitAsync(Deadline);

        Assert.Equal(128 + 9, code);
    }

    [Fact]
    public async Task Children_ProgramWithAChild_AreFound()
    {
        await using var program = await StartAsync("sleep 1000 & echo $!; wait");
        while (program.Tail() == "(it said nothing)")
            await Task.Yield();

        var child = Assert.Single(program.Children());

        Assert.Equal(program.Tail(), $"{child}");
        Signals.Send(child, "KILL");
        Assert.Equal(0, await program.Ended.WaitAsync(Deadline));
    }

    /// <summary>A signal to this process's group would end it, and whoever ends it, too.</summary>
    [ShellFact("setsid", "ps")]
    public async Task StartAsync_WhereTheSystemCan_IsInAGroupOfItsOwn()
    {
        await using var program = await StartAsync($"ps -o pgid= -p $$; ps -o pgid= -p {Environment.ProcessId}");

        await program.Ended.WaitAsync(Deadline);
        var groups = program.Tail().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(2, groups.Length);
        Assert.NotEqual(groups[1], groups[0]);
    }

    private Task<ChildProcess> StartAsync(string script) =>
        ChildProcess.StartAsync("sh", ["-c", script], Log, new Dictionary<string, string?>(), CancellationToken.None);
}
