using System.Text.Json;
using KillSwitch.Chaos.Evidence;
using KillSwitch.Hosting.Processes;
using KillSwitch.Local.Faults;

namespace KillSwitch.Chaos.Processes;

/// <summary>
/// One process of the stack, kept running as a service manager does: what ends is started again after a pause. Thread-safe.
/// </summary>
internal sealed class PartProcess : IAsyncDisposable
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    private readonly ProgramSetup _setup;
    private readonly string _faults;
    private readonly RunClock _clock;
    private readonly Action<UnexpectedEnd> _endedByItself;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<ChildProcess> _running = New();
    private ChildProcess? _current;
    private ChildProcess? _killed;
    private bool _kept = true;
    private Task _supervision = Task.CompletedTask;

    /// <param name="name">What it is called.</param>
    /// <param name="setup">How it is started.</param>
    /// <param name="clock">For what it notes.</param>
    /// <param name="endedByItself">Told when it ended though nobody killed it.</param>
    public PartProcess(string name, ProgramSetup setup, RunClock clock, Action<UnexpectedEnd> endedByItself)
    {
        Name = name;
        _setup = setup;
        _clock = clock;
        _endedByItself = endedByItself;
        _faults = Path.Combine(Path.GetDirectoryName(setup.Log)!, $"{name}.faults.json");
    }

    public string Name { get; }

    public string Log => _setup.Log;

    public void Start() => _supervision = Task.Run(SuperviseAsync);

    /// <summary>The process that runs, or the next one if none does.</summary>
    public Task<ChildProcess> RunningAsync()
    {
        lock (_lock)
            return _running.Task;
    }

    /// <summary>kill -9. Returns when it is gone; it is started again a moment later.</summary>
    public async Task KillAsync()
    {
        var program = await RunningAsync();
        lock (_lock)
        {
            _killed = program;
            Gone(program);
        }
        program.Kill();
        await program.Ended;
    }

    /// <summary>kill -9, and it stays down. Returns when it is gone.</summary>
    public async Task KillForGoodAsync()
    {
        lock (_lock)
            _kept = false;
        await KillAsync();
    }

    /// <summary>Says what is wrong with its clock and its disk from now on.</summary>
    public void Tamper(FaultSwitches faults)
    {
        var next = _faults + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(faults, FaultsJson.Default.FaultSwitches));
        File.Move(next, _faults, overwrite: true);
    }

    /// <summary>Ends it, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervision;
        _stopping.Dispose();
    }

    private async Task SuperviseAsync()
    {
        while (true)
        {
            var program = await ChildProcess.StartAsync(
                _setup.Program,
                _setup.Arguments,
                _setup.Log,
                new Dictionary<string, string?>(_setup.Environment) { [FaultHook.Variable] = _faults },
                CancellationToken.None
            );
            Up(program);
            await Task.WhenAny(program.Ended, Task.Delay(Timeout.InfiniteTimeSpan, _clock.Time, _stopping.Token));
            if (_stopping.IsCancellationRequested)
            {
                program.Thaw();
                await program.StopAsync(StopWithin);
                return;
            }
            if (!Down(await program.Ended, program))
                return;
            await Task.Delay(RestartPause, _clock.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopping.IsCancellationRequested)
                return;
        }
    }

    private void Up(ChildProcess program)
    {
        lock (_lock)
        {
            _current = program;
            _running.SetResult(program);
        }
    }

    /// <returns>Whether it is to be started again.</returns>
    private bool Down(int exitCode, ChildProcess program)
    {
        bool killed, kept;
        lock (_lock)
        {
            (killed, kept) = (_killed == program, _kept);
            Gone(program);
        }
        if (!killed)
            _endedByItself(new UnexpectedEnd(Name, _clock.Now, exitCode, program.Tail()));
        return kept;
    }

    /// <summary>From here on whoever asks for what runs waits for the next; he is never handed what was killed.</summary>
    private void Gone(ChildProcess program)
    {
        if (_current != program)
            return;
        _current = null;
        _running = New();
    }

    private static TaskCompletionSource<ChildProcess> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
