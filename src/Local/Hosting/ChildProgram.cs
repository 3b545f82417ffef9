using System.Diagnostics;
using KillSwitch.Local.Cli;

namespace KillSwitch.Local.Hosting;

/// <summary>
/// This program as a child process, started as a user starts it: for those who load it, break it or measure it from outside.
/// Disposing stops it as Ctrl-C does, and kills it when it takes too long. Thread-safe.
/// </summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    /// <summary>What it says once all it runs serves.</summary>
    public const string Ready = "KillSwitch is ready";

    private const int KeptLines = 2_000;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Queue<string> _said = new();
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>What the parent calls it.</summary>
    public string Name { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last 2,000 lines it has written, to either stream.</summary>
    public string Said
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _said);
        }
    }

    /// <param name="name">What to call it.</param>
    /// <param name="arguments">As behind <c>./run</c>.</param>
    public static ChildProgram Start(string name, params IEnumerable<string> arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var child = new ChildProgram(name, process);
        process.OutputDataReceived += child.Hear;
        process.ErrorDataReceived += child.Hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Returns when it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or took longer; the message holds what it said.</exception>
    public async Task UntilReadyAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(within);
        var ended = _process.WaitForExitAsync(deadline.Token);
        await Task.WhenAny(_ready.Task, ended).ConfigureAwait(false);
        if (_ready.Task.IsCompleted)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        throw new InvalidOperationException(_process.HasExited
            ? $"{Name} ended with exit code {_process.ExitCode} while it started:\n{Said}"
            : $"{Name} was not ready within {within.TotalSeconds:0} s:\n{Said}");
    }

    /// <summary>kill -9, of this process alone: what it started has to notice by itself.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary><c>STOP</c> freezes it, <c>CONT</c> lets it go on, <c>INT</c> is Ctrl-C.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("CONT").ConfigureAwait(false);
            await SignalAsync("INT").ConfigureAwait(false);
            using var patience = new CancellationTokenSource(StopWithin);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
            return;
        lock (_lock)
        {
            if (_said.Count == KeptLines)
                _said.Dequeue();
            _said.Enqueue(text);
        }
        if (text.Contains(Ready, StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
