using System.Diagnostics;
using System.Globalization;

namespace KillSwitch.Hosting.Processes;

/// <summary>
/// A program as a child process. It ends with this process, however that may go, and what it writes stands in its log. It can be killed,
/// frozen and let go on. Thread-safe.
/// </summary>
/// <remarks>For Unix: a shell stands between, which the system tells when this process is gone.</remarks>
public sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>The exit code of a program that is not there.</summary>
    public const int NotFound = 127;

    /// <summary>Exit codes above it are the number of the signal that ended the program, on top of it.</summary>
    public const int Signalled = 128;

    private const int TailLines = 15;

    /// <summary>
    /// Says the program's id, and asks it to end when the input is closed, which the system does even when this process is killed; after
    /// half a minute it is told to. Whoever waits for that is gone with the program, before its id can be another's. The terminal's
    /// Ctrl-C is kept from it, so that it outlives those who still talk to it.
    /// </summary>
    private const string EndsWithItsParent =
        """
        trap '' INT
        exec 3<&0
        log=$1
        shift
        "$@" >>"$log" 2>&1 </dev/null 3<&- & child=$!
        echo "$child"
        exec 2>/dev/null
        (
          cat <&3
          kill "$child"
          kill -CONT "$child"
          i=0
          while kill -0 "$child" && [ "$i" -lt 30 ]; do sleep 1; i=$((i + 1)); done
          kill -KILL "$child"
        ) >/dev/null 2>&1 & guard=$!
        wait "$child"
        code=$?
        kill "$guard"
        exit "$code"
        """;

    /// <summary>
    /// A session of its own, where the system can make one: a signal to this process's whole group does not end the program under those
    /// who still talk to it, nor whoever ends it when this process is gone.
    /// </summary>
    private static readonly string[] s_shell = OnPath("setsid") ? ["setsid", "/bin/sh"] : ["/bin/sh"];

    private readonly Process _shell;
    private readonly Lock _lock = new();
    private bool _inputClosed;

    private ChildProcess(Process shell, int id, string log)
    {
        _shell = shell;
        Id = id;
        Log = log;
        Ended = WaitAsync();
    }

    /// <summary>The program's process id.</summary>
    public int Id { get; }

    /// <summary>The file it writes to.</summary>
    public string Log { get; }

    /// <summary>Completes with its exit code when it has ended; 128 and the signal's number where it was killed.</summary>
    public Task<int> Ended { get; }

    /// <param name="program">Its path, or its name where it is on the path.</param>
    /// <param name="arguments">Given to it as they are.</param>
    /// <param name="log">What it writes to either stream is appended here; created if missing.</param>
    /// <param name="environment">Beyond that of this process; null removes a variable.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    public static async Task<ChildProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        string log,
        IReadOnlyDictionary<string, string?> environment,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(log))!);
        var start = new ProcessStartInfo(s_shell[0], [.. s_shell[1..], "-c", EndsWithItsParent, "child", log, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var shell = Process.Start(start)!;
        try
        {
            var said = await shell.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            return new ChildProcess(shell, int.Parse(said!, CultureInfo.InvariantCulture), Path.GetFullPath(log));
        }
        catch
        {
            shell.StandardInput.Close();
            shell.Dispose();
            throw;
        }
    }

    /// <summary>kill -9, of the program alone: what it started has to notice by itself. Nothing happens where it has ended.</summary>
    public void Kill() => Signal("KILL");

    /// <summary>Stops it where it is (SIGSTOP), until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>The ids of the processes it has started itself and that still run.</summary>
    public IReadOnlyList<int> Children() => ChildProcesses.Of(Id);

    /// <summary>The end of what it has written.</summary>
    public string Tail() =>
        File.Exists(Log) && File.ReadLines(Log).TakeLast(TailLines).ToList() is { Count: > 0 } lines
            ? string.Join('\n', lines)
            : "(it said nothing)";

    /// <summary>Asks it to end (SIGTERM), and kills it where it has not after a while. Returns its exit code when it is gone.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        CloseInput();
        await Task.WhenAny(Ended, Task.Delay(patience, TimeProvider.System)).ConfigureAwait(false);
        if (!Ended.IsCompleted)
            Kill();
        return await Ended.ConfigureAwait(false);
    }

    /// <summary>As <see cref="StopAsync"/>, within 30 s.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(false);

    private async Task<int> WaitAsync()
    {
        await _shell.WaitForExitAsync().ConfigureAwait(false);
        var code = _shell.ExitCode;
        CloseInput();
        _shell.Dispose();
        return code;
    }

    private void CloseInput()
    {
        lock (_lock)
        {
            if (_inputClosed)
                return;
            _inputClosed = true;
            _shell.StandardInput.Close();
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Signal(string name)
    {
        if (!Ended.IsCompleted)
            Signals.Send(Id, name);
    }
}
