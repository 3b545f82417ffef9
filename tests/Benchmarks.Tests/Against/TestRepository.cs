using KillSwitch.Benchmarks.Against;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

/// <summary>A git repository whose <c>./run</c> is a script of the test's.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Where it is checked out.</summary>
    public string Path => _folder.File("repository");

    /// <summary>Where builds are kept.</summary>
    public string Cache => _folder.File("cache");

    public string File(string name) => _folder.File(name);

    public static async Task<TestRepository> CreateAsync()
    {
        var repository = new TestRepository();
        Directory.CreateDirectory(repository.Path);
        await repository.GitAsync("init", "--quiet");
        return repository;
    }

    /// <summary>Commits a <c>./run</c>.</summary>
    /// <param name="script">For bash; <c>$2</c> is the benchmark or --help, <c>$4</c> where the report goes.</param>
    public async Task CommitAsync(string script)
    {
        WriteRun(script);
        await GitAsync("add", "--chmod=+x", "run");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--no-verify", "-m", "One more");
        // As git has it: one that can be run.
        await GitAsync("reset", "--quiet", "--hard");
    }

    public void WriteRun(string script) =>
        System.IO.File.WriteAllText(System.IO.Path.Combine(Path, "run"), $"#!/usr/bin/env bash\ncd \"$(dirname \"$0\")\"\n{script}\n");

    public Task<Repository> OpenAsync() => Repository.OpenAsync(Path, CancellationToken.None);

    public async Task GitAsync(params string[] arguments)
    {
        var (code, said) = await Git.RunAsync(Path, CancellationToken.None, arguments);
        Assert.True(code == 0, said);
    }

    public void Dispose() => _folder.Dispose();
}
