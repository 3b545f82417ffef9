using KillSwitch.Chaos.Checks;
using KillSwitch.Chaos.Evidence;

namespace KillSwitch.Chaos.Tests.Checks;

public sealed class RecoveryTimesTests
{
    [Fact]
    public void Of_FaultsOfTwoKinds_GivesMedianAndLongestOfEach()
    {
        var times = RecoveryTimes.Of(
        [
            Fault("router killed", 0, 1, 3),
            Fault("router killed", 10, 11, 21),
            Fault("router killed", 30, 31, 32),
            Fault("broker frozen", 40, 60, 50),
            Fault("broker frozen", 70, 90, null),
        ]);

        Assert.Equal(
            [
                new RecoveryTimes("broker frozen", 2, 1, Seconds(0), Seconds(0), Seconds(10), Seconds(10)),
                new RecoveryTimes("router killed", 3, 0, Seconds(2), Seconds(10), Seconds(3), Seconds(11)),
            ], times);
    }

    [Fact]
    public void Of_NothingRecovered_HasNoTimes()
    {
        var times = Assert.Single(RecoveryTimes.Of([Fault("disk full", 0, 1, null)]));

        Assert.Equal(new RecoveryTimes("disk full", 1, 1, null, null, null, null), times);
    }

    private static InjectedFault Fault(string kind, int injected, int lifted, int? recovered) =>
        new(kind, "x", Seconds(injected), Seconds(lifted), recovered is { } at ? Seconds(at) : null);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
