using KillSwitch.Local.Stack.Spark;
using KillSwitch.Tests;

namespace KillSwitch.Local.Tests.Stack.Spark;

public sealed class ReadingLagTests
{
    private readonly ReadingLag _lag = new();

    [Fact]
    public void Look_AllIsRead_IsNotBehind()
    {
        Assert.Equal(0, Look(0, [3, 5], [3, 5]));
        Assert.Equal(0, Look(60, [3, 5], [3, 5]));
        Assert.Equal(0, Look(61, [4, 5], [4, 6]));
    }

    [Fact]
    public void Look_EmptyTopicOfWhichNothingIsRead_IsNotBehind() => Assert.Equal(0, Look(10, [0, 0], []));

    [Fact]
    public void Look_OnePartitionStandsStill_IsBehindSinceItsEndWasSeen()
    {
        Look(0, [3, 5], [3, 5]);

        Assert.Equal(0, Look(1, [4, 6], [3, 5]));
        Assert.Equal(4, Look(5, [4, 9], [3, 9]));
    }

    [Fact]
    public void Look_ReadsOnAndIsStillBehind_IsBehindByWhatIsLeft()
    {
        Look(0, [10], [0]);
        Look(1, [20], [0]);
        Look(2, [30], [0]);

        Assert.Equal(2, Look(3, [40], [15]));
        Assert.Equal(1, Look(4, [40], [35]));
        Assert.Equal(0, Look(5, [40], [40]));
    }

    /// <returns>How far behind, in seconds.</returns>
    private double Look(int second, long[] ends, long[] read) =>
        _lag.Look(ends, read, TradingDay.Opens.AddSeconds(second)).TotalSeconds;
}
