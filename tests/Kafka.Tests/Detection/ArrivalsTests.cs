using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Kafka.Detection;

namespace KillSwitch.Kafka.Tests.Detection;

public sealed class ArrivalsTests
{
    private const long Now = 1_767_366_000_000;
    private const long Origin = Now - 900_000;
    private readonly Arrivals _arrivals = new(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), Origin);

    [Fact]
    public void Of_TimestampThatCanBe_IsBelieved()
    {
        Assert.Equal(Now - 600_000, _arrivals.Of(0, Now - 600_000, Now));
        Assert.Equal(Now - 500_000, _arrivals.Of(0, Now - 500_000, Now));
        Assert.Equal(0, _arrivals.Wrong);
    }

    [Fact]
    public void Of_TimestampALittleBack_DoesNotFall()
    {
        _arrivals.Of(0, Now - 1_000, Now);

        Assert.Equal(Now - 1_000, _arrivals.Of(0, Now - 3_000, Now));
        Assert.Equal(Now - 2_000, _arrivals.Of(1, Now - 2_000, Now));
        Assert.Equal(0, _arrivals.Wrong);
    }

    [Fact]
    public void Of_TimestampALittleAhead_IsNow() => Assert.Equal((Now, 0), (_arrivals.Of(0, Now + 4_000, Now), _arrivals.Wrong));

    [Theory]
    [InlineData(1)]
    [InlineData(Now - 3_600_000)]
    [InlineData(Now + 3_600_000)]
    [InlineData(long.MaxValue)]
    public void Of_TimestampThatCannotBe_IsNowWhereThePartitionWasReadToItsEnd(long written)
    {
        _arrivals.AtEnd(0, Now - 60_000);

        Assert.Equal(Now, _arrivals.Of(0, written, Now));
        Assert.Equal(1, _arrivals.Wrong);
    }

    /// <summary>One wrong record among many must not make those after it late, or arrive at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(Now + 3_600_000)]
    public void Of_TimestampThatCannotBeInABacklog_MovesNoOther(long written)
    {
        _arrivals.Of(0, Now - 600_000, Now);

        Assert.Equal(Now - 600_000, _arrivals.Of(0, written, Now));
        Assert.Equal(Now - 590_000, _arrivals.Of(0, Now - 590_000, Now));
        Assert.Equal(1, _arrivals.Wrong);
    }

    [Fact]
    public void Of_FirstOfABacklogAheadOfNow_IsOfTheTimeFromWhichIsRead() =>
        Assert.Equal(Origin, _arrivals.Of(0, Now + 3_600_000, Now));

    [Fact]
    public void Of_AnyTimestamps_IsNotAfterNowNorBeforeWhatWasSeenToBeTheEnd() =>
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).ArrayOf(50).ToArbitrary(), offsets =>
        {
            var arrivals = new Arrivals(1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), Origin);
            var (now, end) = (Now, 0L);
            return offsets.All(offset =>
            {
                if (offset % 7 == 0)
                    arrivals.AtEnd(0, end = now);
                now += 10_000;
                return arrivals.Of(0, now + offset, now) is var arrived && arrived <= now && arrived >= end - 30_000;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_TimestampsThatCanBe_NeverFalls() =>
        Prop.ForAll(Gen.Choose(-30_000, 5_000).ArrayOf(50).ToArbitrary(), offsets =>
        {
            var arrivals = new Arrivals(1, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), Origin);
            var found = offsets.Select((offset, i) => arrivals.Of(0, Now + (i * 1_000) + offset, Now + (i * 1_000))).ToList();
            return arrivals.Wrong == 0 && found.Zip(found.Skip(1)).All(p => p.First <= p.Second);
        }).QuickCheckThrowOnFailure();
}
