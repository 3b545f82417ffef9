using KillSwitch.Benchmarks.Against;
using KillSwitch.Hosting;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class RepositoryTests
{
    [GitFact]
    public async Task OpenAsync_FolderThatIsNoCheckout_SaysWhatToDo()
    {
        using var folder = new TempFolder();

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Repository.OpenAsync(folder, CancellationToken.None));

        Assert.Contains("is not a git checkout", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Clone the repository", refused.Message, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task OpenAsync_FolderWithinAnotherCheckout_IsNone()
    {
        using var repository = await TestRepository.CreateAsync();
        var folder = Directory.CreateDirectory(Path.Combine(repository.Path, "unpacked")).FullName;

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => Repository.OpenAsync(folder, CancellationToken.None));

        Assert.Contains("it is the folder unpacked/ of one", refused.Message, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task ResolveAsync_CommitBefore_IsTheSameByWhateverNamesIt()
    {
        using var folder = await WithTwoCommitsAsync();
        await folder.GitAsync("tag", "-a", "-m", "v1", "v1", "HEAD~1");
        var repository = await folder.OpenAsync();

        var before = await repository.ResolveAsync("HEAD~1", CancellationToken.None);

        Assert.NotEqual(before, await repository.HeadAsync(CancellationToken.None));
        Assert.Equal("One more", before.Subject);
        foreach (var name in new[] { "v1", before.Hash, before.Short })
            Assert.Equal(before, await repository.ResolveAsync(name, CancellationToken.None));
    }

    [GitFact]
    public async Task ResolveAsync_NoSuchCommit_SaysWhatToDo()
    {
        using var folder = await WithTwoCommitsAsync();
        var repository = await folder.OpenAsync();

        foreach (var name in new[] { "HEAD~9", "v9", "run", "--all", "" })
        {
            var refused = await Assert.ThrowsAsync<CannotStartException>(() => repository.ResolveAsync(name, CancellationToken.None));
            Assert.StartsWith($"There is no commit '{name}' here", refused.Message, StringComparison.Ordinal);
            Assert.Contains("git fetch", refused.Message, StringComparison.Ordinal);
        }
    }

    [GitFact]
    public async Task HeadAsync_FileChangedSince_TellsIt()
    {
        using var folder = await WithTwoCommitsAsync();
        var repository = await folder.OpenAsync();

        Assert.False((await repository.HeadAsync(CancellationToken.None)).Changed);
        folder.WriteRun("echo changed");
        Assert.True((await repository.HeadAsync(CancellationToken.None)).Changed);
    }

    [GitFact]
    public async Task CheckOutAsync_CommitBefore_HasItsFilesAndLeavesTheRepositoryAsItWas()
    {
        using var folder = await WithTwoCommitsAsync();
        // What git clone --depth leaves: a hash within it can be checked out all the same.
        var shallow = folder.File("shallow");
        await folder.GitAsync("clone", "--quiet", "--depth", "2", $"file://{folder.Path}", shallow);
        foreach (var source in new[] { folder.Path, shallow })
        {
            var repository = await Repository.OpenAsync(source, CancellationToken.None);
            var before = await repository.ResolveAsync("HEAD~1", CancellationToken.None);
            var target = Path.Combine(folder.Cache, Path.GetFileName(source), before.Hash);

            await repository.CheckOutAsync(before, target, CancellationToken.None);

            Assert.Contains("echo first", await File.ReadAllTextAsync(Path.Combine(target, "run")), StringComparison.Ordinal);
            Assert.Equal([target], Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!));
            Assert.False(Directory.Exists(Path.Combine(source, ".git", "worktrees")));
        }
    }

    [GitFact]
    public async Task CheckOutAsync_CommitThatIsNotThere_LeavesNothingHalfDone()
    {
        using var folder = await WithTwoCommitsAsync();
        var repository = await folder.OpenAsync();
        var target = Path.Combine(folder.Cache, "it");

        var refused = await Assert.ThrowsAsync<CannotStartException>(() =>
            repository.CheckOutAsync(new Revision(new string('1', 40), "1111", "?"), target, CancellationToken.None)
        );

        Assert.Contains("git checkout", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Cache));
    }

    private static async Task<TestRepository> WithTwoCommitsAsync()
    {
        var repository = await TestRepository.CreateAsync();
        await repository.CommitAsync("echo first");
        await repository.CommitAsync("echo second");
        return repository;
    }
}
