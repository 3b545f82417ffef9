using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Chaos.Checks;
using KillSwitch.Kafka.Routing;
using KillSwitch.Verification.Tests.Model;

namespace KillSwitch.Chaos.Tests.Checks;

public sealed class ChaosChecksTests
{
    public static TheoryData<string> Sabotages => [.. Sabotage.All.Select(s => s.What)];

    [Theory]
    [InlineData(DeliveryMode.Transactional)]
    [InlineData(DeliveryMode.Sequenced)]
    public void Run_SoundRun_EveryCheckHoldsAndLooksAtSomething(DeliveryMode delivery) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var results = ChaosChecks.Run(new DrivenRun(seed, delivery).Evidence);
            Assert.All(results, r => Assert.True(r.Held, $"{r.Name}: {r.InWords()}"));
            Assert.All(results, r => Assert.True(r.Checked > 0, r.Name));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Sabotages))]
    public void Run_SpoiledRun_IsFoundByTheChecksThatShouldFindIt(string what)
    {
        var sabotage = Sabotage.All.Single(s => s.What == what);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var run = new DrivenRun(seed);
            sabotage.Do(run);
            Assert.Equal(sabotage.FoundBy.Order(), run.Broken.Order());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public void Sabotages_OfAll_BreakEveryCheckAtLeastOnce() =>
        Assert.Empty(ChaosChecks.OfTheDriver.Select(c => c.GetType().Name).Except(Sabotage.All.SelectMany(s => s.FoundBy)));

    [Fact]
    public void Run_PromiseOfEveryRunThatIsBroken_IsReportedBesideTheDriversOwn()
    {
        var run = new DrivenRun(1);
        Spoil.DropAnAllowed(run.Run);

        var broken = ChaosChecks.Run(run.Evidence).Where(r => !r.Held).Select(r => r.Name);

        Assert.Contains("No order was held back that the state it was decided at lets through", broken);
    }

    [Fact]
    public void Run_AllChecks_EachHasANameOfItsOwn()
    {
        var results = ChaosChecks.Run(new DrivenRun(1).Evidence);

        Assert.Equal(results.Count, results.Select(r => r.Name).Distinct().Count());
    }
}
