using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Chaos.Checks;
using KillSwitch.Kafka.Routing;

namespace KillSwitch.Chaos.Tests.Checks;

public sealed class ChaosChecksTests
{
    [Theory]
    [InlineData(DeliveryMode.Transactional)]
    [InlineData(DeliveryMode.Sequenced)]
    public void Run_SoundRun_EveryCheckHoldsAndLooksAtSomething(DeliveryMode delivery) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var results = ChaosChecks.Run(new SoundRun(seed, delivery).Evidence);
            Assert.All(results, r => Assert.True(r.Held, $"{r.Name}: {string.Join(" ", r.Violations)}"));
            Assert.All(results, r => Assert.True(r.Checked > 0, r.Name));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Sabotages))]
    public void Run_SpoiledRun_IsFoundByTheChecksThatShouldFindIt(string what)
    {
        var sabotage = Sabotage.All.Single(s => s.What == what);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new SoundRun(seed, sabotage.Delivery);
            sabotage.Do(run);
            Assert.Equal(sabotage.FoundBy.Order(), run.Broken.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public void Sabotages_OfAll_BreakEveryCheckAtLeastOnce() =>
        Assert.Empty(ChaosChecks.All.Select(c => c.GetType().Name).Except(Sabotage.All.SelectMany(s => s.FoundBy)));

    [Fact]
    public void Check_NothingToLookAt_IsNoProof()
    {
        var run = new SoundRun(1);
        run.Decisions = [];
        run.Gated = [];

        var result = new NothingAllowedAgainstItsView().Check(run.Evidence);

        Assert.False(result.Held);
        Assert.Equal(0, result.Checked);
        Assert.Contains("Nothing to check: no order was let through, and there should have been.", Assert.Single(result.Violations));
    }

    [Fact]
    public void Check_ManyViolations_ListsTheFirstAndCountsAll()
    {
        var findings = new CheckFindings();
        for (var i = 0; i < 30; i++)
            findings.Wrong($"violation {i}");

        var result = findings.Result("a promise", expected: true, "nothing");

        Assert.Equal(30, result.ViolationCount);
        Assert.Equal("violation 19", result.Violations[^1]);
    }

    public static TheoryData<string> Sabotages => [.. Sabotage.All.Select(s => s.What)];
}
