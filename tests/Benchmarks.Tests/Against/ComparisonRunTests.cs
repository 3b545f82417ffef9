using System.Collections.Concurrent;
using KillSwitch.Benchmarks.Against;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

/// <summary>With builds that are scripts.</summary>
public sealed class ComparisonRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [GitFact]
    public async Task RunAsync_CommitAgainstTheOneBefore_TakesTurnsAndComparesThem()
    {
        using var folder = await TestRepository.CreateAsync();
        await folder.CommitAsync(Reporting(speed: 100));
        await folder.CommitAsync(Reporting(speed: 200));
        var repository = await folder.OpenAsync();
        var cache = new BuildCache(folder.Cache, _ => { });
        var (before, now) = (
            await cache.GetAsync(repository, await repository.ResolveAsync("HEAD~1", CancellationToken.None), CancellationToken.None),
            await cache.GetAsync(repository, await repository.HeadAsync(CancellationToken.None), CancellationToken.None)
        );

        var compared = Assert.Single(await RunAsync(before, now with { Side = Side.This }, ["core"]));

        var figure = Assert.Single(compared.Figures);
        Assert.Equal([100, 100], figure.Other.Values);
        Assert.Equal([200, 200], figure.This.Values);
        Assert.Equal(Verdict.Better, figure.Verdict);
        Assert.Equal("core of a script", compared.Describe);
        Assert.Equal(
            [
                $"core, turn 1 of 2: the other build, {before.Label}",
                "    other | core: 100 orders/s",
                $"core, turn 1 of 2: this build, {now.Label}",
                "    this | core: 200 orders/s",
                $"core, turn 2 of 2: this build, {now.Label}",
                "    this | core: 200 orders/s",
                $"core, turn 2 of 2: the other build, {before.Label}",
                "    other | core: 100 orders/s",
            ],
            _said
        );
    }

    [Fact]
    public async Task RunAsync_BenchmarkThatTheOtherDoesNotHave_IsMeasuredHereAndNotTriedThereAgain()
    {
        var compared = Assert.Single(
            await RunAsync(Script(Side.Other, "echo 'not recognized' >&2; exit 2"), Script(Side.This, Reporting(1)), ["new"])
        );

        Assert.Equal([1, 1], Assert.Single(compared.OnlyThis).Values);
        Assert.Equal(["The other build, turn 1: it has no such benchmark, or cannot start: not recognized"], compared.Troubles);
        Assert.False(compared.Failed);
    }

    [Fact]
    public async Task RunAsync_BuildThatEndsWithoutAReport_HasFailedAndIsTriedAgain()
    {
        var compared = Assert.Single(
            await RunAsync(Script(Side.Other, "echo Segmentation fault; exit 139"), Script(Side.This, Reporting(1)), ["core"])
        );

        Assert.True(compared.Failed);
        Assert.Equal(2, compared.Troubles.Count);
        Assert.Contains("exit code 139", compared.Troubles[0], StringComparison.Ordinal);
        Assert.EndsWith("Segmentation fault", compared.Troubles[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_BenchmarkThatFailed_IsToldInALine()
    {
        var compared = Assert.Single(
            await RunAsync(
                Script(
                    Side.Other,
                    """printf '{"results":[{"name":"%s","missing":"failed: no disk\\n   at A()\\n   at B()","failed":true}]}' "$2" >"$4/bench-$2.json" """
                ),
                Script(Side.This, Reporting(1)),
                ["core"]
            )
        );

        Assert.True(compared.Failed);
        Assert.Equal(["The other build, turn 1, 2: failed: no disk …"], compared.Troubles);
    }

    [Fact]
    public async Task RunAsync_Stopped_EndsWhatRunsAndKeepsTheTurnsBefore()
    {
        using var stop = new CancellationTokenSource();
        var pid = _folder.File("pid");
        var kept = new List<int>();

        var running = new ComparisonRun(
            Script(Side.Other, Reporting(1)),
            Script(Side.This, $"echo $$ >'{pid}.new'; mv '{pid}.new' '{pid}'; exec sleep 1000"),
            turns: 2,
            new TurnRun(quick: true, _said.Enqueue),
            _folder.File("turns"),
            _said.Enqueue
        ).RunAsync(
            ["core", "flow"],
            so =>
            {
                kept.Add(so.Count);
                return Task.CompletedTask;
            },
            stop.Token
        );
        await Until.TrueAsync("the second build is measured", () => Task.FromResult(File.Exists(pid)));
        await stop.CancelAsync();
        var compared = Assert.Single(await running);

        Assert.Equal([1], Assert.Single(compared.OnlyOther).Values);
        Assert.Equal([1, 1], kept);
        Assert.False(Directory.Exists($"/proc/{(await File.ReadAllTextAsync(pid)).Trim()}"));
    }

    /// <summary>A script that says how far it is and writes a report, as a build does.</summary>
    private static string Reporting(double speed) =>
        $$"""
        [ "$2" = --help ] && exit 0
        printf '     0.1s  %s: {{speed}} orders/s\n' "$2" >&2
        printf '{"results":[{"name":"%s","describe":"%s of a script","measurements":[{"name":"speed","value":{{speed}},"unit":"orders/s"}]}]}' "$2" "$2" >"$4/bench-$2.json"
        """;

    private Task<IReadOnlyList<BenchmarkComparison>> RunAsync(Build other, Build mine, string[] benchmarks) =>
        new ComparisonRun(other, mine, turns: 2, new TurnRun(quick: false, _said.Enqueue), _folder.File("turns"), _said.Enqueue).RunAsync(
            benchmarks,
            _ => Task.CompletedTask,
            CancellationToken.None
        );

    private static Build Script(Side side, string script) =>
        new(side, side.ToString(), "bash", ["-c", script, "run", "bench"], new Dictionary<string, string?>());
}
