using System.Collections.Concurrent;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Chaos.Processes;
using KillSwitch.Local.Faults;

namespace KillSwitch.Chaos.Tests.Processes;

public sealed class PartProcessTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("killswitch-test-").FullName;
    private readonly ConcurrentQueue<UnexpectedEnd> _ended = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task KillAsync_RunningProgram_IsStartedAgainAndNotCalledUnexpected()
    {
        await using var part = Part("exec sleep 1000");
        var first = (await part.RunningAsync().WaitAsync(Deadline)).Id;

        await part.KillAsync().WaitAsync(Deadline);

        Assert.NotEqual(first, (await part.RunningAsync().WaitAsync(Deadline)).Id);
        Assert.Empty(_ended);
    }

    [Fact]
    public async Task Start_ProgramThatEndsByItself_IsStartedAgainAndNoted()
    {
        await using var part = Part($"echo no room; test -f {_folder}/again && exec sleep 1000; touch {_folder}/again; exit 3");
        var first = await part.RunningAsync().WaitAsync(Deadline);
        await first.Ended.WaitAsync(Deadline);

        while (_ended.IsEmpty)
            await Task.Yield();

        Assert.NotEqual(first.Id, (await part.RunningAsync().WaitAsync(Deadline)).Id);
        var end = Assert.Single(_ended);
        Assert.Equal(("part", 3, "no room"), (end.Process, end.ExitCode, end.Said));
    }

    [Fact]
    public async Task KillForGoodAsync_RunningProgram_StaysDown()
    {
        await using var part = Part("exec sleep 1000");
        await part.RunningAsync().WaitAsync(Deadline);

        await part.KillForGoodAsync().WaitAsync(Deadline);

        Assert.False(part.RunningAsync().IsCompleted);
    }

    [Fact]
    public async Task Tamper_FileNamedToTheProgram_SaysWhatIsWrong()
    {
        await using var part = Part("echo \"$KILLSWITCH_FAULTS\"; exec sleep 1000");
        part.Tamper(new FaultSwitches(JournalFull: true));
        var program = await part.RunningAsync().WaitAsync(Deadline);
        while (program.Tail() == "(it said nothing)")
            await Task.Yield();

        Assert.Throws<IOException>(new FaultHook(program.Tail()).BeforeJournalSync);
    }

    [Fact]
    public async Task DisposeAsync_FrozenProgram_LeavesNothingBehind()
    {
        var part = Part("exec sleep 1000");
        var program = await part.RunningAsync().WaitAsync(Deadline);
        program.Freeze();

        await part.DisposeAsync().AsTask().WaitAsync(Deadline);

        Assert.True(program.Ended.IsCompleted);
        Assert.Empty(_ended);
    }

    private PartProcess Part(string script)
    {
        var part = new PartProcess(
            "part",
            new ProgramSetup("sh", ["-c", script], Path.Combine(_folder, "part.log"), new Dictionary<string, string?>()),
            new RunClock(TimeProvider.System),
            _ended.Enqueue
        );
        part.Start();
        return part;
    }
}
