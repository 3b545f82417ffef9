using KillSwitch.Benchmarks.Against;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class BenchmarkComparisonTests
{
    [Fact]
    public void Of_TurnsOfBoth_ComparesFiguresOfTheSameNameAndUnit()
    {
        var compared = BenchmarkComparison.Of(
            "core",
            [
                Turn(1, Side.Other, new("gone", "ms", 9), new("speed", "orders/s", 100), new("size", "bytes", 1)),
                Turn(1, Side.This, new("size", "KiB", 1), new("speed", "orders/s", 200), new("new", "ms", 7)),
                Turn(2, Side.This, new("size", "KiB", 2), new("speed", "orders/s", 202), new("new", "ms", 8)),
                Turn(2, Side.Other, new("gone", "ms", 9), new("speed", "orders/s", 102), new("size", "bytes", 1)),
            ]
        );

        var figure = Assert.Single(compared.Figures);
        Assert.Equal([100, 102], figure.Other.Values);
        Assert.Equal([200, 202], figure.This.Values);
        Assert.Equal(Verdict.Better, figure.Verdict);
        Assert.Equal(["size", "new"], compared.OnlyThis.Select(f => f.Name));
        Assert.Equal(["gone", "size"], compared.OnlyOther.Select(f => f.Name));
        Assert.Empty(compared.Troubles);
        Assert.False(compared.Failed);
    }

    [Fact]
    public void Of_BenchmarkThatTheOtherDoesNotHave_IsThisBuildsAlone()
    {
        var compared = BenchmarkComparison.Of(
            "new",
            [
                new Turn(1, Side.Other, [], Trouble: "it has no such benchmark: …"),
                Turn(1, Side.This, new Figure("speed", "orders/s", 1)),
                Turn(2, Side.This, new Figure("speed", "orders/s", 2)),
            ]
        );

        Assert.Empty(compared.Figures);
        Assert.Equal([1, 2], Assert.Single(compared.OnlyThis).Values);
        Assert.Equal(["The other build, turn 1: it has no such benchmark: …"], compared.Troubles);
        Assert.False(compared.Failed);
    }

    [Fact]
    public void Of_WhatWentWrongAlikeInSeveralTurns_IsToldOnce()
    {
        var compared = BenchmarkComparison.Of(
            "flow",
            [
                new Turn(1, Side.Other, [], "the flow", "failed: no disk", Failed: true),
                new Turn(1, Side.This, [], "the flow", "failed: no disk", Failed: true),
                new Turn(3, Side.Other, [], "the flow", "failed: no disk", Failed: true),
            ]
        );

        Assert.Equal(["The other build, turn 1, 3: failed: no disk", "This build, turn 1: failed: no disk"], compared.Troubles);
        Assert.True(compared.Failed);
    }

    [Fact]
    public void Of_LoadsThatSomeFiguresTell_HoldForAllOfTheBenchmark()
    {
        var compared = BenchmarkComparison.Of(
            "kills",
            [
                Turn(1, Side.Other, new("p50", "ms", 10, Load: 1_000), new("stretch", "ms", 1)),
                Turn(1, Side.This, new("p50", "ms", 20, Load: 1_600), new("stretch", "ms", 2)),
                Turn(2, Side.This, new("p50", "ms", 20, Load: 1_400), new("stretch", "ms", 2)),
                Turn(2, Side.Other, new("p50", "ms", 10, Load: 1_000), new("stretch", "ms", 1)),
            ]
        );

        Assert.Equal(1.5, compared.LoadRatio);
        Assert.All(compared.Figures, f => Assert.Equal(Verdict.UnderOtherLoad, f.Verdict));
    }

    [Fact]
    public void Of_FigureToldTwiceInATurn_CountsOnce()
    {
        var compared = BenchmarkComparison.Of(
            "core",
            [Turn(1, Side.Other, new("a", "ms", 1), new("a", "ms", 2)), Turn(1, Side.This, new Figure("a", "ms", 1))]
        );

        Assert.Equal([1], Assert.Single(compared.Figures).Other.Values);
    }

    private static Turn Turn(int number, Side side, params Figure[] figures) => new(number, side, figures, "it");
}
