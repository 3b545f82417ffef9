using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Benchmarks.EndToEnd;

namespace KillSwitch.Benchmarks.Tests.EndToEnd;

public class PaceTests
{
    [Fact]
    public void DueAfter_AnyRateAndTime_CountsExactlyWhatWasDueByThen() =>
        Prop.ForAll(Gen.Choose(1, 200_000).ToArbitrary(), Gen.Choose(0, 3_600_000).ToArbitrary(), (rate, ms) =>
        {
            var pace = new Pace(rate);
            var elapsed = TimeSpan.FromMilliseconds(ms);
            var due = pace.DueAfter(elapsed);
            // A rate that divides no second evenly is rounded to the clock's tick.
            return pace.DueAt(due - 1) <= elapsed + TimeSpan.FromTicks(1) && pace.DueAt(due) >= elapsed - TimeSpan.FromTicks(1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void DueAfter_HeldUpForASecond_MakesUpForIt() => Assert.Equal(101, new Pace(100).DueAfter(TimeSpan.FromSeconds(1)));
}
