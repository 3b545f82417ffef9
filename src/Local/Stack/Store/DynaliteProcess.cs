using System.Diagnostics;
using KillSwitch.Hosting;

namespace KillSwitch.Local.Stack.Store;

/// <summary>DynamoDB's API on this machine: dynalite in a child process that ends with this one, even if this one is killed.</summary>
internal sealed class DynaliteProcess : IAsyncDisposable
{
    /// <summary>
    /// A stack that was killed leaves its store behind for as long as that takes to notice; it holds port and tables until then.
    /// </summary>
    private static readonly TimeSpan PredecessorEndsWithin = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;

    private DynaliteProcess(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary><c>http://127.0.0.1:8000</c></summary>
    public string Endpoint { get; }

    /// <summary>Returns when it has ended, which it does only by accident until it is disposed of.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <param name="directory">Where the tables are kept.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">For the patience with a predecessor.</param>
    /// <param name="cancellationToken">Gives up waiting and stops the child.</param>
    /// <exception cref="CannotStartException">It did not start; the message says why.</exception>
    public static async Task<DynaliteProcess> StartAsync(string directory, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var (started, errors) = await TryStartAsync(directory, port, cancellationToken);
            if (started is not null)
                return started;
            if (time.GetElapsedTime(began) > PredecessorEndsWithin)
                throw new CannotStartException(WhyNot(errors, directory, port));
            await Task.Delay(RetryPause, time, cancellationToken);
        }
    }

    private static async Task<(DynaliteProcess? Started, string Errors)> TryStartAsync(
        string directory,
        int port,
        CancellationToken cancellationToken
    )
    {
        var process = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(NodePackages.Directory, "dynalite-host.mjs"), $"{port}", directory },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new CannotStartException("node could not be started.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
            if (line is not null && line.StartsWith("listening ", StringComparison.Ordinal))
                return (new DynaliteProcess(process, $"http://127.0.0.1:{line["listening ".Length..]}"), "");
            var said = await errors;
            process.Dispose();
            return (null, said);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string WhyNot(string errors, string directory, int port) =>
        errors.Contains("in use", StringComparison.Ordinal)
            ? $"Port {port}, for the local DynamoDB, is in use. Stop what listens there, or choose another with --dynamodb-port."
            : $"The local DynamoDB did not start on {directory}: {errors.Trim()}";
}
