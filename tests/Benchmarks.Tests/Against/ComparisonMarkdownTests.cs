using System.Text.Json;
using KillSwitch.Benchmarks.Against;
using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class ComparisonMarkdownTests
{
    [Fact]
    public void Write_FiguresOfBoth_TellsBothTheirTurnsAndWhichIsBetter()
    {
        var text = ComparisonMarkdown.Write(Report());

        Assert.Contains("This build: `aaaa` New (and changes that are not committed)", text, StringComparison.Ordinal);
        Assert.Contains("The other: `bbbb` Old (asked for as `HEAD~3`)", text, StringComparison.Ordinal);
        Assert.Contains("**Of 3 figures: 1 worse, 1 better, 1 the same.**", text, StringComparison.Ordinal);
        Assert.Contains("| allowed \\| it | orders/s | 1,002 (1,001–1,003) | 2,002 (2,001–2,003) | 2.00 × | **better** |", text, StringComparison.Ordinal);
        Assert.Contains("| took | ms | 0 | 3 |  | **worse** |", text, StringComparison.Ordinal);
        Assert.Contains("| size | bytes | 376 | 376 | 1.00 × | same |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FiguresOfOneAlone_StandApart()
    {
        var text = ComparisonMarkdown.Write(Report());

        Assert.Contains("| of this build alone | in | value |\n|---|---|---:|\n| new | ms | 2 (1–3) |\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("of the other build alone", text, StringComparison.Ordinal);
        Assert.Contains("\nThe other build, turn 1: it is broken\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LatencyUnderMoreLoad_IsNotCalledWorse()
    {
        var slower = Figure("p50", "ms", [10, 10, 10], [20, 20, 20]) with { LoadRatio = 1.6 };
        var text = ComparisonMarkdown.Write(
            Report() with
            {
                Benchmarks = [new BenchmarkComparison("kills", "kills", [slower], [], [], [], Failed: false, LoadRatio: 1.6)],
            }
        );

        Assert.Contains("| p50 | ms | 10.0 | 20.0 | 2.00 × | other load |", text, StringComparison.Ordinal);
        Assert.Contains("This build was measured under 1.60 × the load of the other", text, StringComparison.Ordinal);
        Assert.Contains("**Of 1 figure: 1 under another load.**", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NothingInCommon_SaysSo()
    {
        var text = ComparisonMarkdown.Write(Report() with { Benchmarks = [], Stopped = true, Quick = true });

        Assert.Contains("**There is no figure that both builds have.**", text, StringComparison.Ordinal);
        Assert.Contains("**It was stopped before it was done.**", text, StringComparison.Ordinal);
        Assert.Contains("Each was to be measured 3 times", text, StringComparison.Ordinal);
        Assert.Contains("its figures mean nothing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ComparisonJson_OfIt_HasEveryTurnAndWhatFollowsFromThem()
    {
        using var json = JsonDocument.Parse(ComparisonJson.Write(Report()));

        var figure = json.RootElement.GetProperty("benchmarks")[0].GetProperty("figures")[0];
        Assert.Equal([1001, 1002, 1003], figure.GetProperty("other").GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));
        Assert.Equal(2002, figure.GetProperty("this").GetProperty("median").GetDouble());
        Assert.Equal("Better", figure.GetProperty("verdict").GetString());
        Assert.Equal("bbbb", json.RootElement.GetProperty("other").GetProperty("short").GetString());
    }

    private static ComparisonReport Report() =>
        new(
            DateTimeOffset.UnixEpoch,
            Quick: false,
            Stopped: false,
            new Machine("a cpu", 2, 4, "an os", ".NET", "/tmp (ext4)", LoadBefore: 0.1),
            Turns: 3,
            new Revision("aaaa0", "aaaa", "New", Changed: true),
            new Revision("bbbb0", "bbbb", "Old"),
            "HEAD~3",
            [
                new BenchmarkComparison(
                    "core",
                    "the core",
                    [
                        Figure("allowed | it", "orders/s", [1001, 1002, 1003], [2001, 2002, 2003]),
                        Figure("took", "ms", [0, 0, 0], [3, 3, 3]),
                        Figure("size", "bytes", [376, 376, 376], [376, 376, 376]),
                    ],
                    [new TurnValues("new", "ms", [3, 2, 1])],
                    [],
                    ["The other build, turn 1: it is broken"],
                    Failed: true
                ),
            ]
        );

    private static FigureComparison Figure(string name, string unit, double[] other, double[] mine) =>
        new(new TurnValues(name, unit, other), new TurnValues(name, unit, mine));
}
