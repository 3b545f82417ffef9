using KillSwitch.Kafka.Detection;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class RisingCountTests
{
    private readonly FakeTimeProvider _clock = new(TradingDay.Opens);
    private readonly List<long> _said = [];
    private readonly RisingCount _count;

    public RisingCountTests() => _count = new RisingCount(_clock, _said.Add);

    [Fact]
    public void Is_CountThatRises_IsSaidAtOnceAndThenOnceAMinute()
    {
        for (var second = 0; second < 150; second++)
        {
            _count.Is(second + 1);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1L, 61, 121], _said);
    }

    [Fact]
    public void Is_LatestRise_IsSaidAMinuteLater()
    {
        _count.Is(1);
        _count.Is(5);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _count.Is(5);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _count.Is(5);

        Assert.Equal([1L, 5], _said);
    }

    [Fact]
    public void RoseLately_IsSoForAMinute()
    {
        Assert.False(_count.RoseLately);
        _count.Is(1);
        Assert.True(_count.RoseLately);

        _clock.Advance(TimeSpan.FromMinutes(1));
        _count.Is(1);

        Assert.False(_count.RoseLately);
    }
}
