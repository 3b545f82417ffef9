using KillSwitch.Benchmarks.Report;

namespace KillSwitch.Benchmarks.Tests;

public sealed class MeasurementTests
{
    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    public void Met_AtLeastAHundred_IsHeldAgainstTheValue(double value, bool met) => Assert.Equal(met, Of(value, Aim.AtLeast(100)).Met);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Met_AtMostAHundred_IsHeldAgainstTheValue(double value, bool met) => Assert.Equal(met, Of(value, Aim.AtMost(100)).Met);

    [Theory]
    [InlineData(40, true)]
    [InlineData(39, false)]
    public void Met_RatioOfFourFifths_IsHeldAgainstTheBaselineOfFifty(double value, bool met) =>
        Assert.Equal(met, Of(value, Aim.RatioAtLeast(0.8)).Met);

    [Fact]
    public void Met_RatioWithoutABaseline_IsNotKnown() =>
        Assert.Null(new Measurement("n", 1, "u", "c", Aim: Aim.RatioAtLeast(1)).Met);

    [Fact]
    public void MarkdownReport_AMissedAimAndASkippedBenchmark_AreToldWithTheirReasons()
    {
        var report = new BenchmarkReport(
            DateTimeOffset.UnixEpoch, Quick: false, new Machine("a | cpu", 2, 4, "an os", ".NET", "/tmp (ext4)", LoadBefore: 0.1),
            [
                new BenchmarkResult(
                    "core",
                    "the core",
                    [new Measurement("decide | it", 1234.5, "orders/s", "quiet", new Baseline("walk", 2469), Aim.AtLeast(5000))]
                ),
                new BenchmarkResult("state", "the start", [], "skipped: no Kafka"),
            ]);

        var text = MarkdownReport.Write(report);

        Assert.Contains("1970-01-01 00:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains(
            "| decide \\| it | 1,234 orders/s | walk: 2,469 | 0.50 × | ≥ 5,000 | **no** | quiet |",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("### state: the start\n\nskipped: no Kafka\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportJson_ValueThatCouldNotBeMeasured_IsToldAndCostsNoOther()
    {
        var json = ReportJson.Write(
            new BenchmarkReport(DateTimeOffset.UnixEpoch, Quick: false, new Machine("a cpu", 2, 4, "an os", ".NET", "/tmp (ext4)", null),
            [
                new BenchmarkResult(
                    "kills",
                    "kills",
                    [new Measurement("first", double.NaN, "ms", "c"), new Measurement("p50", 5, "ms", "c")]
                ),
            ]));

        Assert.Contains("\"value\": \"NaN\"", json, StringComparison.Ordinal);
        Assert.Contains("\"value\": 5", json, StringComparison.Ordinal);
    }

    private static Measurement Of(double value, Aim aim) => new("n", value, "u", "c", new Baseline("b", 50), aim);
}
