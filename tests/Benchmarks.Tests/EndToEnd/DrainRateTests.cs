using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Tests.EndToEnd;

public class DrainRateTests
{
    [Fact]
    public void PerSecond_SlowStartAndSlowEnd_IsThatOfTheMiddle()
    {
        var rate = new DrainRate(1000);
        rate.Sample(TimeSpan.FromSeconds(10), 0);
        rate.Sample(TimeSpan.FromSeconds(20), 100);
        rate.Sample(TimeSpan.FromSeconds(28), 900);
        rate.Sample(TimeSpan.FromSeconds(60), 1000);

        Assert.Equal(100, rate.PerSecond, precision: 6);
    }

    [Fact]
    public void PerSecond_NotEnoughDone_Fails()
    {
        var rate = new DrainRate(1000);
        rate.Sample(TimeSpan.FromSeconds(1), 500);

        var refused = Assert.Throws<InvalidOperationException>(() => rate.PerSecond);

        Assert.Equal("500 of 1000 were done; 900 are needed for a rate.", refused.Message);
    }
}
