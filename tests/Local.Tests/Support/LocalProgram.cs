using System.Diagnostics;
using System.Text;
using KillSwitch.Local.Cli;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Support;

/// <summary>The built program as a process of its own, as a user starts it. It is gone after the test, however that ends.</summary>
internal sealed class LocalProgram : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly Lock _lock = new();

    private LocalProgram(Process process) => _process = process;

    /// <summary>All it has written so far, to either stream.</summary>
    public string Said
    {
        get
        {
            lock (_lock)
                return _said.ToString();
        }
    }

    public static LocalProgram Start(params string[] arguments) => Start(new Dictionary<string, string?>(), arguments);

    /// <param name="environment">Beyond that of the test; null removes a variable.</param>
    /// <param name="arguments">As behind <c>./run</c>.</param>
    public static LocalProgram Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Start(environment, "dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]);

    /// <summary>With its standard output in a file, of which <see cref="Said"/> has nothing.</summary>
    public static LocalProgram StartWritingTo(string file, params string[] arguments) =>
        Start(
            new Dictionary<string, string?>(),
            "/bin/sh",
            ["-c", $"exec dotnet \"$0\" \"$@\" >'{file}'", typeof(CommandLine).Assembly.Location, .. arguments]
        );

    /// <summary>Not the program but a script, run by Node.</summary>
    public static LocalProgram StartScript(string file, IReadOnlyDictionary<string, string?> environment) =>
        Start(environment, "node", [file]);

    private static LocalProgram Start(IReadOnlyDictionary<string, string?> environment, string command, string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var program = new LocalProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += program.Hear;
        program._process.ErrorDataReceived += program.Hear;
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Returns when it says it is ready; fails if it ends instead.</summary>
    public Task ReadyAsync() => SaysAsync("KillSwitch is ready");

    public Task SaysAsync(string text) => Until.TrueAsync(
        $"the program says '{text}'",
        () => Said.Contains(text, StringComparison.Ordinal) ? Task.FromResult(true)
            : _process.HasExited ? throw new InvalidOperationException($"The program ended with exit code {_process.ExitCode}:\n{Said}")
            : Task.FromResult(false),
        () => Said);

    /// <summary>Its exit code, once it has ended by itself.</summary>
    /// <param name="within">How long that may take; null as long as anything else.</param>
    public async Task<int> EndAsync(TimeSpan? within = null)
    {
        var patience = within ?? Until.Deadline;
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not end within {patience.TotalSeconds:0} s. It said:\n{Said}");
        }
        return _process.ExitCode;
    }

    /// <summary>Gives it this to read; returns once it has read all but what a pipe holds.</summary>
    public async Task InputAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>kill -9, of this process alone: what it started has to notice by itself.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary><c>STOP</c> freezes it, <c>CONT</c> lets it go on, <c>INT</c> is Ctrl-C.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("CONT");
            await SignalAsync("INT");
            using var patience = new CancellationTokenSource(StopWithin);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_lock)
            _said.AppendLine(line.Data);
    }
}
