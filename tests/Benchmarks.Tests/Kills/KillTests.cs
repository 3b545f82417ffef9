using KillSwitch.Benchmarks.EndToEnd;
using KillSwitch.Benchmarks.Kills;

namespace KillSwitch.Benchmarks.Tests.Kills;

public class KillTests
{
    private static readonly Kill Published = new(HotScope.Number(1)) { CommandedAt = 1000, PublishedAt = 1040 };

    [Fact]
    public void CommandToPublishedInMs_BothThere_IsTheTimeBetween() => Assert.Equal(40, Published.CommandToPublishedInMs);

    [Fact]
    public void PublishedToLastAllowedInMs_AllowedLater_IsHowMuchLater() =>
        Assert.Equal(
            3,
            Published.Decided(allowed: true, 1043).Decided(allowed: true, 1020).Decided(allowed: false, 1044).PublishedToLastAllowedInMs
        );

    [Fact]
    public void PublishedToLastAllowedInMs_NoneAllowedLater_IsZero() =>
        Assert.Equal(0, Published.Decided(allowed: true, 1039).Decided(allowed: false, 1041).PublishedToLastAllowedInMs);

    [Fact]
    public void PublishedToLastAllowedInMs_NothingDroppedYet_IsUnknown() =>
        Assert.Null(Published.Decided(allowed: true, 1039).PublishedToLastAllowedInMs);

    [Fact]
    public void PublishedToLastAllowedInMs_NothingAllowedBefore_IsUnknown() =>
        Assert.Null(Published.Decided(allowed: false, 1041).PublishedToLastAllowedInMs);

    [Fact]
    public void PublishedToLastAllowedInMs_NotPublished_IsUnknown() =>
        Assert.Null(
            (Published with { PublishedAt = null }).Decided(allowed: true, 1039).Decided(allowed: false, 1041).PublishedToLastAllowedInMs
        );
}
