using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Tests.EndToEnd;

public class LatencySpreadTests
{
    [Fact]
    public void Of_HundredLatencies_TakesTheNearestRank() =>
        Assert.Equal(new LatencySpread(100, 50, 99, 100), LatencySpread.Of(Enumerable.Range(1, 100).Reverse().Select(ms => (double)ms)));

    [Fact]
    public void Of_Nothing_IsZero() => Assert.Equal(new LatencySpread(0, 0, 0, 0), LatencySpread.Of([]));
}
