using System.Text.Json;
using KillSwitch.Local.Demo;
using KillSwitch.Verification;
using KillSwitch.Verification.Tests;

namespace KillSwitch.Local.Tests.Demo;

public sealed class SummaryTests
{
    [Fact]
    public void ToJson_OfARun_HasWhatProgramsReadByName()
    {
        var run = new GoodRun();
        var versions = new Dictionary<string, string> { ["dotnet"] = "10" };
        var json = Summary.Of("panic", Verifier.Verify(run.Facts, run.Options), run.Facts, versions).ToJson();

        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(["scenario", "counts", "latency_ms", "promises", "incidents", "versions"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(4, root.GetProperty("counts").GetProperty("allowed").GetInt64());
        Assert.Equal(["p50", "max", "n"], root.GetProperty("latency_ms").GetProperty("published_to_first_drop").EnumerateObject()
            .Select(p => p.Name));
        Assert.Equal(["name", "held", "checked", "evidence"], root.GetProperty("promises")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("CLOSED", root.GetProperty("incidents")[0].GetProperty("phase").GetString());
        Assert.Equal("KILLED", root.GetProperty("incidents")[0].GetProperty("state_versions")[0].GetProperty("status").GetString());
    }
}
