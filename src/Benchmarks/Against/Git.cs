using System.ComponentModel;
using System.Diagnostics;
using KillSwitch.Hosting;

namespace KillSwitch.Benchmarks.Against;

/// <summary>Runs git.</summary>
internal static class Git
{
    /// <summary>They would lead it to another repository than the folder's; a hook has them.</summary>
    private static readonly string[] s_leadAstray = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"];

    /// <param name="directory">Where.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="arguments">Given to it as they are.</param>
    /// <returns>Its exit code, and what it said on either stream, without the last line's end.</returns>
    /// <exception cref="CannotStartException">There is no git.</exception>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string directory,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in s_leadAstray)
            start.Environment.Remove(name);
        using var git = Start(start);
        try
        {
            var said = await Task.WhenAll(
                git.StandardOutput.ReadToEndAsync(cancellationToken),
                git.StandardError.ReadToEndAsync(cancellationToken)
            );
            await git.WaitForExitAsync(cancellationToken);
            return (git.ExitCode, string.Concat(said).Trim());
        }
        catch (OperationCanceledException)
        {
            git.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CannotStartException("git is missing; --against checks another commit out with it. Install it, then run this again.", e);
        }
    }
}
