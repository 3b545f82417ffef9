using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Chaos.Plan;

namespace KillSwitch.Chaos.Tests.Plan;

public class ChaosPlanTests
{
    private static readonly Arbitrary<(int Seed, TimeSpan Duration)> s_runs = (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from seconds in Gen.Choose(1, 3600)
        select (seed, TimeSpan.FromSeconds(seconds))
    ).ToArbitrary();

    [Fact]
    public void Make_SameSeed_SamePlan() => ForAllRuns((seed, duration, plan) =>
        Assert.Equal(plan, ChaosPlan.Make(seed, duration, FaultKinds.All)));

    [Fact]
    public void Make_AnySeed_IsInOrderAndRecoveredFromInTime() => ForAllRuns((_, duration, plan) =>
    {
        Assert.Equal(plan.OrderBy(f => f.At), plan);
        Assert.All(plan, f => Assert.True(f.At >= TimeSpan.Zero && f.Ends <= duration, $"{f} does not end within {duration}"));
    });

    [Fact]
    public void Make_AnySeed_LastsAsLongAsItsKindAndHitsOneOfItsTargets() => ForAllRuns((_, _, plan) => Assert.All(plan, f =>
    {
        Assert.InRange(f.Lasts, f.Kind.LastsAtLeast, f.Kind.LastsAtMost);
        Assert.Contains(f.Target, f.Kind.Targets);
    }));

    [Fact]
    public void Make_AnySeed_OverlapsOnlyWhatMay() => ForAllRuns((_, _, plan) => Assert.All(plan, one =>
    {
        var beside = plan.Where(f => !ReferenceEquals(f, one) && f.At < one.Ends && one.At < f.Ends).ToList();
        Assert.True(beside.Count < ChaosPlan.AtOnce, $"{one} has {beside.Count} beside it");
        Assert.All(beside, other => Assert.True(ChaosPlan.MayOverlap(one.Kind, other.Kind), $"{one} and {other} overlap"));
    }));

    [Fact]
    public void Make_TimeForAllKinds_DoesEach()
    {
        var enough = TimeSpan.FromSeconds(FaultKinds.All.Sum(k => k.Span.TotalSeconds + 3));

        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
                ChaosPlan.Make(seed, enough, FaultKinds.All).Select(f => f.Kind).Distinct().Count() == FaultKinds.All.Count
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Make_HalfAnHour_OverlapsSomeOnPurpose()
    {
        var plan = ChaosPlan.Make(1, TimeSpan.FromMinutes(30), FaultKinds.All);

        Assert.Contains(plan.Zip(plan.Skip(1)), pair => pair.Second.At < pair.First.Ends);
    }

    [Fact]
    public void Make_OneKind_DoesNothingElse() =>
        Assert.All(ChaosPlan.Make(7, TimeSpan.FromMinutes(5), [FaultKinds.IntakeKill]), f => Assert.Equal(FaultKinds.IntakeKill, f.Kind));

    [Fact]
    public void All_KindNames_AreDifferentAndSayWhatTheyDo()
    {
        Assert.Equal(FaultKinds.All.Count, FaultKinds.All.Select(k => k.Name).Distinct().Count());
        Assert.Equal(FaultKinds.All.Count, FaultKinds.All.Select(k => k.Says).Distinct().Count());
        Assert.All(FaultKinds.All, k => Assert.True(k.LastsAtLeast <= k.LastsAtMost && k.Recovers > TimeSpan.Zero && k.Targets.Count > 0));
    }

    private static void ForAllRuns(Action<int, TimeSpan, IReadOnlyList<PlannedFault>> holds) => Prop.ForAll(s_runs, run =>
    {
        holds(run.Seed, run.Duration, ChaosPlan.Make(run.Seed, run.Duration, FaultKinds.All));
        return true;
    }).QuickCheckThrowOnFailure();
}
