using KillSwitch.Kafka.Detection;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Detection;

public class SteadyClockTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly SetClock _wall = new();

    [Fact]
    public void Now_ClockThatRuns_IsTheWallClock()
    {
        var clock = new SteadyClock(_wall);

        _wall.Real.Advance(s_minute);

        Assert.Equal(_wall.GetUtcNow(), clock.Now());
    }

    [Fact]
    public void Now_ClockSetBack_GoesOnAtItsPace()
    {
        var clock = new SteadyClock(_wall);
        _wall.Real.Advance(s_minute);
        var before = clock.Now();

        _wall.Set = -10 * s_minute;
        _wall.Real.Advance(s_minute);

        Assert.Equal(before + s_minute, clock.Now());
    }

    [Fact]
    public void Now_ClockSetBackAndRightAgain_IsTheWallClock()
    {
        var clock = new SteadyClock(_wall);
        _wall.Set = -10 * s_minute;
        clock.Now();
        _wall.Set = TimeSpan.Zero;
        _wall.Real.Advance(s_minute);

        Assert.Equal(_wall.GetUtcNow(), clock.Now());
    }

    [Fact]
    public void Now_ClockSetAhead_FollowsAndDoesNotComeBack()
    {
        var clock = new SteadyClock(_wall);
        _wall.Set = 10 * s_minute;
        var ahead = clock.Now();
        _wall.Set = TimeSpan.Zero;
        _wall.Real.Advance(s_minute);

        Assert.Equal(_wall.Real.GetUtcNow() + (9 * s_minute), ahead);
        Assert.Equal(ahead + s_minute, clock.Now());
    }

    /// <summary>A machine's clock: what it shows can be set, how long something takes cannot.</summary>
    private sealed class SetClock : TimeProvider
    {
        public ManualTimeProvider Real { get; } = new();

        public TimeSpan Set { get; set; }

        public override long TimestampFrequency => Real.TimestampFrequency;

        public override long GetTimestamp() => Real.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => Real.GetUtcNow() + Set;
    }
}
