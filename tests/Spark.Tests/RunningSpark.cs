using System.Diagnostics;
using System.Reflection;

namespace KillSwitch.Spark.Tests;

/// <summary>The detection on a real Spark, started as a user would; it ends with its input, and so with this process.</summary>
internal sealed class RunningSpark : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _output;
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningSpark(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _output = ReadOutputAsync();
    }

    public static string Directory => Metadata("SparkDirectory");

    public static string DetectionFile => Metadata("DetectionFile");

    public static RunningSpark Start(string bootstrap, string work) =>
        Start(bootstrap, work, "--set", "starting_offsets=earliest", "--set", "restores_since=0", "--end-with-input");

    /// <summary>What the specification finds in all that the topics hold: a line of JSON for each crossing.</summary>
    public static async Task<IReadOnlyList<string>> SpecifyAsync(string bootstrap, string work)
    {
        var file = Path.Combine(work, "specification.json");
        await using (var spark = Start(bootstrap, work, "--specification", file))
        {
            await spark._process.WaitForExitAsync();
            Assert.True(spark._process.ExitCode == 0, await spark._errors);
        }
        return await File.ReadAllLinesAsync(file);
    }

    private static RunningSpark Start(string bootstrap, string work, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Directory, "run-local.sh"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Prepend(bootstrap))
            start.ArgumentList.Add(argument);
        start.Environment["KILLSWITCH_SPARK_WORK"] = work;
        return new RunningSpark(Process.Start(start)!);
    }

    /// <summary>Returns when its queries run.</summary>
    public async Task UntilRunningAsync(CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(_running.Task, _errors).WaitAsync(cancellationToken) != _running.Task)
            Assert.Fail($"Spark ended:\n{await _errors}");
    }

    /// <summary>Fails if Spark has ended, with what it said.</summary>
    public async Task AssertAliveAsync()
    {
        if (_process.HasExited)
            Assert.Fail($"Spark ended:\n{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "killswitch: detection is running")
                _running.TrySetResult();
        }
    }

    private static string Metadata(string key) =>
        typeof(RunningSpark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
