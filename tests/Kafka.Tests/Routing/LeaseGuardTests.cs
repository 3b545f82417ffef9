using KillSwitch.Kafka.Routing;
using KillSwitch.Tests;

namespace KillSwitch.Kafka.Tests.Routing;

public sealed class LeaseGuardTests
{
    private readonly FakeTimeProvider _time = new(TradingDay.Opens);
    private readonly LeaseGuard _guard;

    public LeaseGuardTests() => _guard = new LeaseGuard(new RouterOptions("router-1") { SessionTimeout = TimeSpan.FromSeconds(10) }, _time);

    [Fact]
    public void RequireHeld_SeenOftenEnough_Passes()
    {
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _guard.RequireHeld();
        }
    }

    [Fact]
    public void RequireHeld_StoodStillForMoreThanHalfASession_GivesThePartitionUp()
    {
        _time.Advance(TimeSpan.FromSeconds(5.1));

        Assert.Contains("5.1 s", Assert.Throws<PartitionLostException>(() => _guard.RequireHeld()).Message);
    }
}
