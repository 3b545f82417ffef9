using System.Diagnostics;
using KillSwitch.Hosting;
using KillSwitch.Hosting.Processes;

namespace KillSwitch.Benchmarks.Against;

/// <summary>Builds of other commits, each made once, in folders that are named for the commits' hashes.</summary>
/// <param name="cache">
/// The whole path of the folder in which <c>./run</c> keeps what it need not make again; theirs are in its <c>builds</c>.
/// </param>
/// <param name="say">Says how far it is, in one line.</param>
internal sealed class BuildCache(string cache, Action<string> say)
{
    /// <summary>Checks the commit out and has its own <c>./run</c> build its benchmarks, as far as that is not done.</summary>
    /// <exception cref="CannotStartException">It does not build; the message names the log and has the end of it.</exception>
    public async Task<Build> GetAsync(Repository repository, Revision revision, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(cache, "builds", revision.Hash);
        if (!Directory.Exists(directory))
        {
            say($"checking {revision.Short} out into {directory}");
            await repository.CheckOutAsync(revision, directory, cancellationToken);
        }
        var build = Build.Other(revision, directory, cache);
        var log = $"{directory}.log";
        say($"building {revision.Short}, unless it is built already (the first time takes a minute or more); its log is {log}");
        File.Delete(log);
        // Asked for its help, ./run builds the benchmarks and runs none.
        await using var program = await ChildProcess.StartAsync(
            build.Program,
            [.. build.Arguments, "--help"],
            log,
            build.Environment,
            cancellationToken
        );
        var code = await EndAsync(program, cancellationToken);
        return code == 0
            ? build
            : throw new CannotStartException(
                $"{revision.Short} does not build here, or has no ./run bench (exit code {code}). Its files are in {directory}, its log is {log}, which ends:\n{program.Tail()}"
            );
    }

    private static async Task<int> EndAsync(ChildProcess program, CancellationToken cancellationToken)
    {
        try
        {
            return await program.Ended.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A script that is told to end leaves what it waits for behind: the compilers.
            if (!program.Ended.IsCompleted)
                Process.GetProcessById(program.Id).Kill(entireProcessTree: true);
            throw;
        }
    }
}
