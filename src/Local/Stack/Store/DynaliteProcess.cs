using System.Diagnostics;
using KillSwitch.Local.Cli;

namespace KillSwitch.Local.Stack.Store;

/// <summary>DynamoDB's API on this machine: dynalite in a child process that ends with this one, even if this one is killed.</summary>
internal sealed class DynaliteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DynaliteProcess(Process process, string endpoint)
    {
        _process = process;
        Endpoint = endpoint;
    }

    /// <summary><c>http://127.0.0.1:8000</c></summary>
    public string Endpoint { get; }

    /// <param name="directory">Where the tables are kept.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="cancellationToken">Gives up waiting and stops the child.</param>
    /// <exception cref="CannotStartException">It did not start; the message says why.</exception>
    public static async Task<DynaliteProcess> StartAsync(string directory, int port, CancellationToken cancellationToken)
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
            if (line is null || !line.StartsWith("listening ", StringComparison.Ordinal))
                throw new CannotStartException(WhyNot(await errors, directory, port));
            return new DynaliteProcess(process, $"http://127.0.0.1:{line["listening ".Length..]}");
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
