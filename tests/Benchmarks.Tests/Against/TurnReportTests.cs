using KillSwitch.Benchmarks.Against;
using KillSwitch.Benchmarks.Report;
using KillSwitch.Tests;

namespace KillSwitch.Benchmarks.Tests.Against;

public sealed class TurnReportTests
{
    [Fact]
    public void Parse_WhatThisBuildWrites_IsReadWhole()
    {
        var json = ReportJson.Write(
            new BenchmarkReport(
                DateTimeOffset.UnixEpoch,
                Quick: false,
                new Machine("a cpu", 2, 4, "an os", ".NET", "/tmp (ext4)", LoadBefore: null),
                [
                    new BenchmarkResult("core", "the core", [new Measurement("decide", 12.5, "orders/s", "quiet", null, Aim.AtLeast(1))]),
                    new BenchmarkResult("flow", "the flow", [], "failed: no disk", Failed: true),
                ]
            )
        );

        var core = TurnReport.Parse(json, "core")!;
        var flow = TurnReport.Parse(json, "flow")!;

        Assert.Equal([new Figure("decide", "orders/s", 12.5)], core.Figures);
        Assert.Equal(("the core", null, false), (core.Describe, core.Missing, core.Failed));
        Assert.Empty(flow.Figures);
        Assert.Equal(("the flow", "failed: no disk", true), (flow.Describe, flow.Missing, flow.Failed));
    }

    [Fact]
    public void Parse_WhatAnotherVersionMayWrite_IsReadAsFarAsItIsKnown()
    {
        var report = TurnReport.Parse(
            """
            {"results": [7, {}, {"name": "core", "colour": "red", "measurements": [
              {"name": "a", "value": 1, "unit": "ms", "percentiles": [1, 2]},
              {"name": "no unit", "value": 2},
              {"name": "no value", "unit": "ms"},
              {"name": "no number", "value": "NaN", "unit": "ms"},
              {"value": 3, "unit": "ms"},
              null
            ]}]}
            """,
            "core"
        );

        Assert.Equal([new Figure("a", "ms", 1), new Figure("no unit", "", 2)], report!.Figures);
        Assert.Equal(("", null, false), (report.Describe, report.Missing, report.Failed));
    }

    /// <summary>As the benchmarks say it.</summary>
    [Theory]
    [InlineData("under 12,171 orders/s, 50 % of what the whole sustains", 12_171)]
    [InlineData("10 % of it, 99.5 orders/s, 1,990 orders; 2 routers", 99.5)]
    public void Parse_ConditionsThatTellTheLoad_KeepsIt(string conditions, double load) => Assert.Equal(load, LoadOf(conditions));

    [Theory]
    [InlineData("400,000 orders of some 190 bytes in 8 partitions")]
    [InlineData("10,000 orders a second of event time")]
    [InlineData("")]
    public void Parse_ConditionsWithoutALoad_HasNone(string conditions) => Assert.Null(LoadOf(conditions));

    [Theory]
    [InlineData("")]
    [InlineData("{\"results\": [")]
    [InlineData("[]")]
    [InlineData("{\"results\": {}}")]
    [InlineData("{\"results\": [{\"name\": \"flow\"}]}")]
    public void Parse_WhatIsNoReportOfThisBenchmark_IsNothing(string json) => Assert.Null(TurnReport.Parse(json, "core"));

    private static double? LoadOf(string conditions)
    {
        const string start = """{"results": [{"name": "kills", "measurements": [{"name": "p50", "value": 1, "unit": "ms", "conditions": """;
        return Assert.Single(TurnReport.Parse($"{start}\"{conditions}\"}}]}}]}}", "kills")!.Figures).Load;
    }

    [Fact]
    public async Task ReadAsync_WhateverTheReportIsCalled_FindsIt()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("a.json"), """{"results": [{"name": "flow"}]}""");
        await File.WriteAllTextAsync(folder.File("b.json"), """{"results": [{"name": "core", "describe": "this one"}]}""");

        Assert.Equal("this one", (await TurnReport.ReadAsync(folder, "core", CancellationToken.None))?.Describe);
    }
}
