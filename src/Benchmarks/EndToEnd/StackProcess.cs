using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Benchmarks.EndToEnd;

/// <summary>A process of the stack, started as a user starts it.</summary>
/// <param name="name">What it is called.</param>
/// <param name="process">It.</param>
internal sealed class StackProcess(string name, ChildProcess process) : IAsyncDisposable
{
    private const string Ready = "KillSwitch is ready";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(3);

    public string Name { get; } = name;

    public int Id => process.Id;

    public bool HasEnded => process.Ended.IsCompleted;

    /// <summary>The end of what it has written.</summary>
    public string Tail() => process.Tail();

    /// <summary>Starts all parts in one process, on free ports, and returns when they are ready.</summary>
    /// <param name="folder">For its data and its log.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    /// <exception cref="CannotStartException">As of <see cref="StartAsync"/>.</exception>
    public static Task<StackProcess> StartWholeAsync(string folder, CancellationToken cancellationToken)
    {
        string[] ports = ["--api-port", "0", "--states-port", "0", "--steps-port", "0", "--dynamodb-port", "0", "--broker-port", "0"];
        return StartAsync("stack", Path.Combine(folder, "stack.log"), ["local", "--quiet", "--data", folder, .. ports], cancellationToken);
    }

    /// <summary>Returns when it says that it is ready.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="log">Where it writes.</param>
    /// <param name="arguments">As behind <c>./run</c>.</param>
    /// <param name="cancellationToken">Gives up, and ends it.</param>
    /// <exception cref="CannotStartException">It ended instead, or took longer than 3 minutes; the message holds what it said.</exception>
    public static async Task<StackProcess> StartAsync(
        string name,
        string log,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        var process = await ChildProcess.StartAsync(
            "dotnet",
            [typeof(Local.Cli.CommandLine).Assembly.Location, .. arguments],
            log,
            new Dictionary<string, string?>(),
            cancellationToken
        );
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            while (!File.Exists(log) || !(await File.ReadAllTextAsync(log, cancellationToken)).Contains(Ready, StringComparison.Ordinal))
            {
                if (process.Ended.IsCompleted || TimeProvider.System.GetElapsedTime(began) > ReadyWithin)
                {
                    var what = process.Ended.IsCompleted ? "ended" : $"was not ready within {ReadyWithin.TotalMinutes:0} minutes";
                    throw new CannotStartException($"{name} {what}. It said:\n{process.Tail()}");
                }
                await Task.Delay(Poll, TimeProvider.System, cancellationToken);
            }
            return new StackProcess(name, process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
