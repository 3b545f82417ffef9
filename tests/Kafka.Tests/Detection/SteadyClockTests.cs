using KillSwitch.Kafka.Detection;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Detection;

public class SteadyClockTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _real = new(TradingDay.Opens);
    private readonly JumpingTimeProvider _wall;

    public SteadyClockTests() => _wall = new JumpingTimeProvider(_real);

    [Fact]
    public void Now_ClockThatRuns_IsTheWallClock()
    {
        var clock = new SteadyClock(_wall);

        _real.Advance(s_minute);

        Assert.Equal(_wall.GetUtcNow(), clock.Now());
    }

    [Fact]
    public void Now_ClockSetBack_GoesOnAtItsPace()
    {
        var clock = new SteadyClock(_wall);
        _real.Advance(s_minute);
        var before = clock.Now();

        _wall.Off = -10 * s_minute;
        _real.Advance(s_minute);

        Assert.Equal(before + s_minute, clock.Now());
    }

    [Fact]
    public void Now_ClockSetBackAndRightAgain_IsTheWallClock()
    {
        var clock = new SteadyClock(_wall);
        _wall.Off = -10 * s_minute;
        clock.Now();
        _wall.Off = TimeSpan.Zero;
        _real.Advance(s_minute);

        Assert.Equal(_wall.GetUtcNow(), clock.Now());
    }

    [Fact]
    public void Now_ClockSetAhead_FollowsAndDoesNotComeBack()
    {
        var clock = new SteadyClock(_wall);
        _wall.Off = 10 * s_minute;
        var ahead = clock.Now();
        _wall.Off = TimeSpan.Zero;
        _real.Advance(s_minute);

        Assert.Equal(_real.GetUtcNow() + (9 * s_minute), ahead);
        Assert.Equal(ahead + s_minute, clock.Now());
    }
}
