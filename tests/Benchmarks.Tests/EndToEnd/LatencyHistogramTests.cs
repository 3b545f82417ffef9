using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Tests.EndToEnd;

public class LatencyHistogramTests
{
    [Fact]
    public void Take_AnyLatencies_IsWithinAPercentOfTheExactOnes()
    {
        var latencies = Gen.Choose(1, 100_000_000).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(latencies, us =>
            {
                var histogram = new LatencyHistogram();
                foreach (var one in us)
                    histogram.Record(TimeSpan.FromMicroseconds(one));
                var measured = histogram.Take();
                var exact = LatencySpread.Of(us.Select(one => one / 1000.0));
                return measured.Count == us.Count
                    && Near(measured.P50, exact.P50)
                    && Near(measured.P99, exact.P99)
                    && Near(measured.Max, exact.Max);
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Take_Again_BeginsAnew()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromSeconds(1));
        histogram.Take();

        Assert.Equal(new LatencySpread(0, 0, 0, 0), histogram.Take());
    }

    private static bool Near(double measured, double exact) => Math.Abs(measured - exact) <= exact * 0.0101;
}
