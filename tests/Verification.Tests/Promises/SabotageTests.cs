using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Promises;
using KillSwitch.Verification.Tests.Model;

namespace KillSwitch.Verification.Tests.Promises;

/// <summary>Every promise on random sound runs, and on runs that were spoiled in one way.</summary>
public sealed class SabotageTests
{
    public static TheoryData<string> Sabotages => [.. Sabotage.All.Select(s => s.What)];

    [Theory]
    [InlineData(DeliveryMode.Transactional)]
    [InlineData(DeliveryMode.Sequenced)]
    public void Verify_SoundRun_EveryPromiseHoldsAndLooksAtSomething(DeliveryMode delivery) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new SoundRun(seed, delivery);
            var promises = Verifier.Verify(run.Facts, run.Options).Promises;
            Assert.All(promises, p => Assert.True(p.Held, $"{p.Name}: {p.InWords()}"));
            Assert.All(promises, p => Assert.True(p.Checked > 0, p.Name));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Sabotages))]
    public void Verify_SpoiledRun_BreaksThePromisesItShould(string what)
    {
        var sabotage = Sabotage.All.Single(s => s.What == what);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new SoundRun(seed, sabotage.Delivery);
            sabotage.Do(run);
            Assert.Equal(sabotage.Breaks.Order(), run.Broken.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    /// <summary>What needs calm is broken in <see cref="BrokenPromiseTests"/>: in these runs a router was disturbed.</summary>
    [Fact]
    public void Sabotages_OfAll_BreakEveryPromiseAtLeastOnce() =>
        Assert.Empty(Verifier.All.Where(p => !p.NeedsCalm).Select(p => p.GetType().Name).Except(Sabotage.All.SelectMany(s => s.Breaks)));

    [Fact]
    public void Check_NothingToLookAt_IsNoProof()
    {
        var run = new SoundRun(1);
        run.Decisions = [];
        run.Gated = [];

        var result = new NothingAllowedWhileKilled().Check(run.Facts, run.Options);

        Assert.False(result.Held);
        Assert.Equal(0, result.Checked);
        Assert.Equal("Not provable: no order was let through, and there should have been.", Assert.Single(result.Violations));
    }
}
