using KillSwitch.Kafka.Naming;

namespace KillSwitch.Kafka.Tests.Naming;

public sealed class ReadBackTests
{
    private const long DayAgo = 1_000;
    private const long All = long.MinValue;

    [Theory]
    // low, end, the first of the last day; where it begins, from when on it is known.
    [InlineData(0, 0, 0, 0, All)]
    [InlineData(0, 50, 0, 0, All)]
    [InlineData(0, 500, 450, 450, DayAgo)]
    [InlineData(100, 500, 450, 450, DayAgo)]
    [InlineData(0, 500, 500, 500, DayAgo)]
    [InlineData(100, 150, 100, 100, null)]
    [InlineData(100, 100, 100, 100, null)]
    [InlineData(0, 500, 300, 400, null)]
    [InlineData(0, 500, 0, 400, null)]
    public void Of_APartition_BeginsADayBackOrAsFarAsIsRead(long low, long end, long wanted, long begins, long? fromMs)
    {
        var read = ReadBack.Of(low, end, wanted, DayAgo, most: 100);

        Assert.Equal((begins, fromMs), (read.Next, read.FromMs));
        Assert.Equal(begins == end && fromMs is not null, read.HasCaughtUp);
    }

    [Fact]
    public void Read_TheFirstOfWhatIsNotWhole_SaysFromWhenOn()
    {
        var read = ReadBack.Of(low: 10, end: 12, wanted: 10, DayAgo, most: 100);

        read.Read(10, 5_000);
        Assert.Equal((11L, 5_000L, false), (read.Next, read.FromMs, read.HasCaughtUp));
        read.Read(11, 6_000);

        Assert.Equal((12L, 5_000L, true), (read.Next, read.FromMs, read.HasCaughtUp));
    }

    /// <summary>Behind the last record may stand marks of transactions, and records may be missing before it.</summary>
    [Fact]
    public void AtEnd_BehindWhatIsNoRecord_HasCaughtUp()
    {
        var read = ReadBack.Of(low: 10, end: 12, wanted: 10, DayAgo, most: 100);

        read.AtEnd(12, 7_000);

        Assert.Equal((12L, 7_000L, true), (read.Next, read.FromMs, read.HasCaughtUp));
    }
}
