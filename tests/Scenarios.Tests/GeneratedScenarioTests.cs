using KillSwitch.Scenarios;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Scenarios.Tests;

public sealed class GeneratedScenarioTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 40)]
    [InlineData(3, 400)]
    public async Task Normal_TenMinutes_NothingIsDetected(int seed, double rate)
    {
        var scenario = new NormalScenario(new ScenarioOptions { Seed = seed, OrdersPerSecond = rate });
        var orders = await scenario.TakeAsync(TimeSpan.FromMinutes(rate > 100 ? 2 : 10));

        Assert.Equal(orders.Count, orders.Valid().Count);
        Assert.Empty(scenario.Detect(orders));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Panic_FiveMinutes_OneKillOfTheMadAccountAlone(int seed)
    {
        var scenario = new PanicScenario(new ScenarioOptions { Seed = seed });
        var orders = await scenario.TakeAsync(TimeSpan.FromMinutes(5));

        var commands = scenario.Detect(orders).Select(d => d.Command).OfType<Workflows.Contracts.Command>().ToList();

        Assert.Equal(Scope.Account(PanicScenario.Account), Assert.Single(commands).Scope);
    }

    [Fact]
    public async Task Panic_BeforeAndAfter_TheAccountTradesCalmlyAndTheOthersAllTheTime()
    {
        var orders = await new PanicScenario(new ScenarioOptions()).TakeAsync(TimeSpan.FromSeconds(30));
        var mine = orders.Where(o => o.Key == PanicScenario.Account).ToLookup(o => (int)o.Due.TotalSeconds);

        Assert.Single(mine[2]);
        Assert.Equal(50, mine[6].Count());
        Assert.Single(mine[20]);
        Assert.All(Enumerable.Range(0, 30), second =>
            Assert.Equal(
                40,
                orders.Count(o =>
                    (int)o.Due.TotalSeconds == second && o.TraceParent != "" && Id(o).StartsWith("ord-", StringComparison.Ordinal)
                )
            )
        );
    }

    [Fact]
    public async Task Panic_MalformedRecords_AreFewAndRefused()
    {
        var orders = await new PanicScenario(new ScenarioOptions()).TakeAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(5, orders.Count - orders.Valid().Count);
    }

    [Fact]
    public async Task Knight_TheRogueAloneIsKilled_ByOrdersOutAgainstOrdersIn()
    {
        var scenario = new KnightScenario(new ScenarioOptions { TroubleFor = TimeSpan.FromSeconds(20) });
        var detected = scenario.Detect(await scenario.TakeAsync(TimeSpan.FromMinutes(3)));

        var commanded = Assert.Single(detected, d => d.Command is not null);
        Assert.Equal(Scope.Strategy(KnightScenario.Rogue), commanded.Signal.Scope);
        Assert.Equal("child_over_parent", commanded.Signal.Metric);
    }

    [Fact]
    public async Task Knight_Scale_GivesThatPartOfTheDerivedRate()
    {
        var scenario = new KnightScenario(
            new ScenarioOptions
            {
                TimeScale = 0.1,
                TroubleAt = TimeSpan.Zero,
                TroubleFor = TimeSpan.FromSeconds(10),
            }
        );
        var rogue = (await scenario.TakeAsync(TimeSpan.FromSeconds(10))).Valid().Where(o => o.Strategy == KnightScenario.Rogue).ToList();

        Assert.Equal(1481, rogue.Count, 1.0);
        Assert.All(rogue, o => Assert.Equal(99, o.Qty));
        Assert.Equal(212, scenario.Parents().Count);
        Assert.Equal(8, scenario.Parents().Select(p => p.Router).Distinct().Count());
    }

    [Fact]
    public async Task Knight_TheSeven_FillEachParentAndStop()
    {
        var scenario = new KnightScenario(new ScenarioOptions());
        var children = (await scenario.TakeAsync(TimeSpan.FromMinutes(2))).Valid().Where(o => o.Strategy != KnightScenario.Rogue);

        Assert.All(children.GroupBy(o => o.ParentId), parent => Assert.True(parent.Sum(o => o.Qty) <= parent.First().ParentQty));
    }

    [Fact]
    public async Task Scenarios_SameSeedAndStart_AreTheSameBytes()
    {
        foreach (
            var make in new Func<IOrderScenario>[]
            {
                () => new NormalScenario(new ScenarioOptions()),
                () => new PanicScenario(new ScenarioOptions()),
                () => new KnightScenario(new ScenarioOptions()),
            }
        )
        {
            var first = await make().TakeAsync(TimeSpan.FromSeconds(8));
            var second = await make().TakeAsync(TimeSpan.FromSeconds(8));

            Assert.NotEmpty(first);
            Assert.Equal(
                first.Select(o => (o.Due, o.Key, Convert.ToHexString(o.Value), o.TraceParent)),
                second.Select(o => (o.Due, o.Key, Convert.ToHexString(o.Value), o.TraceParent))
            );
            Assert.Equal(first.Count, first.Select(o => o.TraceParent).Distinct().Count());
            Assert.Equal(first.Select(o => o.Due).Order(), first.Select(o => o.Due));
        }
    }

    [Fact]
    public void Options_OutOfRange_NamesThemAll()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            new PanicScenario(new ScenarioOptions { OrdersPerSecond = double.NaN, TimeScale = 2 })
        );

        Assert.Contains("the rate is NaN orders a second: it may be 1 to 400", e.Message, StringComparison.Ordinal);
        Assert.Contains("the time scale is 2: it may be 0.01 to 1", e.Message, StringComparison.Ordinal);
    }

    private static string Id(TimedOrder order) =>
        Workflows.Orders.OrderParser.TryParse(order.Value, out var parsed, out _) ? parsed.OrderId : "";
}
