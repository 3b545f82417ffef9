using KillSwitch.Benchmarks.Against;
using KillSwitch.Hosting;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class BuildCacheTests
{
    [GitFact]
    public async Task GetAsync_CommitThatBuilds_IsCheckedOutOnceAndBuiltByItsOwnScript()
    {
        using var folder = await TestRepository.CreateAsync();
        await folder.CommitAsync("""[ "$*" = "bench --help" ] && echo built >>built""");
        var said = new List<string>();

        var build = await GetAsync(folder, said.Add);
        await GetAsync(folder, said.Add);

        Assert.Equal(Side.Other, build.Side);
        Assert.Equal("built\nbuilt\n", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(build.Program)!, "built")));
        Assert.Single(said, line => line.StartsWith("checking", StringComparison.Ordinal));
    }

    [GitFact]
    public async Task GetAsync_CommitThatDoesNotBuild_SaysWhereItsLogIsAndHowThatEnds()
    {
        using var folder = await TestRepository.CreateAsync();
        await folder.CommitAsync("echo error CS0001 >&2; exit 1");

        var refused = await Assert.ThrowsAsync<CannotStartException>(() => GetAsync(folder, _ => { }));

        var log = Assert.Single(Directory.GetFiles(Path.Combine(folder.Cache, "builds"), "*.log"));
        Assert.Contains("does not build here", refused.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(log, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("error CS0001", refused.Message, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task GetAsync_Stopped_LeavesNoCompilerBehind()
    {
        using var folder = await TestRepository.CreateAsync();
        // As ./run waits for dotnet build; what that started is told here.
        await folder.CommitAsync("""sleep 1000 & echo $! >pid; wait; true""");
        using var stop = new CancellationTokenSource();
        var building = GetAsync(folder, _ => { }, stop.Token);
        var compiler = await Until.FoundAsync("it builds", () => Task.FromResult(Written(folder)));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        await Until.TrueAsync("the compiler is gone", () => Task.FromResult(!Directory.Exists($"/proc/{compiler}")));
    }

    private static string? Written(TestRepository folder) =>
        Directory.Exists(folder.Cache)
        && Directory.GetFiles(folder.Cache, "pid", SearchOption.AllDirectories) is [var file]
        && File.ReadAllText(file).Trim() is { Length: > 0 } pid
            ? pid
            : null;

    private static async Task<Build> GetAsync(TestRepository folder, Action<string> say, CancellationToken cancellationToken = default)
    {
        var repository = await folder.OpenAsync();
        var head = await repository.HeadAsync(cancellationToken);
        return await new BuildCache(folder.Cache, say).GetAsync(repository, head, cancellationToken);
    }
}
