using KillSwitch.Hosting;

namespace KillSwitch.Benchmarks.Against;

/// <summary>The git repository that this build is of.</summary>
internal sealed class Repository
{
    private readonly string _directory;

    private Repository(string directory) => _directory = directory;

    /// <param name="directory">Its root.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CannotStartException">It is none, or a folder of one.</exception>
    public static async Task<Repository> OpenAsync(string directory, CancellationToken cancellationToken)
    {
        var (code, said) = await Git.RunAsync(directory, cancellationToken, "rev-parse", "--show-prefix");
        if (code == 0 && said.Length == 0)
            return new Repository(directory);
        var why = code == 0 ? $"it is the folder {said} of one" : said;
        throw new CannotStartException(
            $"{directory} is not a git checkout of its own ({why}), so there is no other commit of it. Clone the repository with git, instead of unpacking it, and run this there."
        );
    }

    /// <summary>The commit that is checked out.</summary>
    public async Task<Revision> HeadAsync(CancellationToken cancellationToken)
    {
        var (_, changes) = await Git.RunAsync(_directory, cancellationToken, "status", "--porcelain", "--untracked-files=no");
        return await ResolveAsync("HEAD", cancellationToken) with { Changed = changes.Length > 0 };
    }

    /// <param name="asked">A hash, a tag, a branch, HEAD~3.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CannotStartException">There is no such commit.</exception>
    public async Task<Revision> ResolveAsync(string asked, CancellationToken cancellationToken)
    {
        string[] show = ["log", "-1", "--format=%H%n%h%n%s", "--end-of-options", asked, "--"];
        var (code, said) = await Git.RunAsync(_directory, cancellationToken, show);
        return code == 0 && said.Split('\n', 3) is [var hash, var abbreviated, var subject]
            ? new Revision(hash, abbreviated, subject)
            : throw new CannotStartException(
                $"There is no commit '{asked}' here: {said}. Name a hash, a tag, a branch or the like of HEAD~3, as git log shows them; git fetch --tags gets what only the remote has, in a shallow clone git fetch --unshallow."
            );
    }

    /// <summary>
    /// Puts a commit's files into a folder, whole or not at all. That is a clone, which takes its objects from this repository and leaves
    /// nothing behind in it, as a worktree would.
    /// </summary>
    /// <param name="revision">Which.</param>
    /// <param name="target">Made by this; it must not be there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CannotStartException">git cannot do it.</exception>
    public async Task CheckOutAsync(Revision revision, string target, CancellationToken cancellationToken)
    {
        var unfinished = $"{target}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            await RequireAsync(_directory, cancellationToken, "clone", "--quiet", "--shared", "--no-checkout", _directory, unfinished);
            await RequireAsync(unfinished, cancellationToken, "checkout", "--quiet", "--detach", revision.Hash);
            Directory.Move(unfinished, target);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    private static async Task RequireAsync(string directory, CancellationToken cancellationToken, params string[] arguments)
    {
        var (code, said) = await Git.RunAsync(directory, cancellationToken, arguments);
        if (code != 0)
            throw new CannotStartException($"git {string.Join(' ', arguments)} failed: {said}");
    }
}
