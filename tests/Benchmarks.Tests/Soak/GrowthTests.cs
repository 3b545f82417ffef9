using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Benchmarks.Soak;

namespace KillSwitch.Benchmarks.Tests.Soak;

public class GrowthTests
{
    private static readonly Tolerance Memory = new(0.15, 16);

    [Fact]
    public void Of_OneMebibyteAMinute_Grows() =>
        Assert.True(Growth.Of("memory", [.. Enumerable.Range(0, 60).Select(minute => 120.0 + minute)], Memory)!.Grows);

    [Fact]
    public void Of_StartUpBeforeTheWarmUpEnds_DoesNotGrow() =>
        Assert.False(Growth.Of("memory", [.. Enumerable.Range(0, 60).Select(minute => minute < 5 ? 40.0 : 120.0)], Memory)!.Grows);

    [Fact]
    public void Of_OnePeakAtTheEnd_DoesNotGrow() =>
        Assert.False(Growth.Of("memory", [.. Enumerable.Range(0, 60).Select(minute => minute == 59 ? 900.0 : 120.0)], Memory)!.Grows);

    [Fact]
    public void Of_AnySamplesWithinTheTolerance_DoesNotGrow() =>
        Prop.ForAll(Gen.Choose(1000, 1165).Select(m => m / 10.0).ListOf(60).ToArbitrary(), samples =>
            !Growth.Of("memory", [.. samples], Memory)!.Grows).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_TooFewSamples_TellsNothing() => Assert.Null(Growth.Of("memory", [1, 2, 3], Memory));

    [Fact]
    public void Of_Samples_NamesMediansAndLimit() =>
        Assert.Equal(
            new Growth("memory", 100, 200, 131),
            Growth.Of("memory", [.. Enumerable.Repeat(100.0, 20), .. Enumerable.Repeat(200.0, 20)], Memory)
        );
}
