using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectorRuleTests
{
    private readonly Detector _detector = new(DetectionSettings.Default);

    [Fact]
    public void OrderRate_AtTheLimit_IsNoSignal()
    {
        Assert.Empty(_detector.Run(Burst(100, 0, 9, s => At(s, symbol: "S" + (int)(s * 8 % 8)))));
    }

    [Fact]
    public void OrderRate_OneOverTheLimit_CommandsOneKillNamingTheOrderThatCrossed()
    {
        var orders = Burst(101, 0, 9, s => At(s)).ToList();
        var settings = DetectionSettings.Default with { Account = new ScopeRules(new OrderRateRule(100), null) };

        var detected = new Detector(settings).Run(orders);

        var command = Assert.Single(detected, d => d.Command is not null);
        Assert.Equal(orders[^1].OrderId, command.Signal.OrderId);
        Assert.Equal(Trace(orders[^1]), command.TraceParent);
        Assert.Equal(101m, command.Signal.Value);
        Assert.Equal(100m, command.Signal.Threshold);
        Assert.Equal(Scope.Account("A1"), command.Command!.Scope);
        Assert.Equal(CommandAction.Kill, command.Command.Action);
        Assert.Equal("101", command.Command.Value);
        Assert.Equal(command.Signal.CorrId, command.Command.CorrId);
        Assert.Equal(
            "ACCOUNT:A1 crossed order_rate: 101 orders, 100 allowed, in the 60 s from 2012-08-01 13:30:00Z.",
            command.Command.Reason);
    }

    [Fact]
    public void OrderRate_BurstAcrossAWindowsBorder_IsSeen()
    {
        // 60 before and 60 after a full minute: no tumbling window of a minute holds more than 60.
        var detected = _detector.Run(Burst(120, 55, 65, s => At(s, symbol: "S" + ((int)(s * 100) % 8))));

        var commanded = Assert.Single(detected, d => d.Command is not null && d.Signal.Metric == RuleNames.OrderRate);
        Assert.Equal(Epoch + 50_000, commanded.Signal.WindowStart);
    }

    [Fact]
    public void Notional_JustOver_SignalsWithTheExactSum()
    {
        Assert.Empty(_detector.Run([At(0, qty: 10_000, price: 100.00m)]));

        var detected = _detector.Run([At(1, qty: 1, price: 0.01m)]);

        Assert.All(detected, d => Assert.Equal((RuleNames.Notional, 1_000_000.01m), (d.Signal.Metric, d.Signal.Value)));
        Assert.Equal("1000000.01", Assert.Single(detected, d => d.Command is not null).Command!.Value);
    }

    [Fact]
    public void Signals_OneForEachOpenWindowThatIsOver_AndNotAgain()
    {
        var first = _detector.Run([At(30, qty: 20_000, price: 100m)]);

        Assert.Equal(
            [30_000L, 20_000, 10_000, 0, -10_000, -20_000],
            first.Select(d => d.Signal.WindowStart - Epoch));
        Assert.Empty(_detector.Run([At(31, qty: 20_000, price: 100m)]));
    }

    [Fact]
    public void SymbolConcentration_BelowTheMinimumSample_IsNoSignal()
    {
        Assert.Empty(_detector.Run(Burst(19, 0, 9, s => At(s, qty: 500, price: 100m))));
    }

    /// <summary>Whoever trades one symbol only is at 100 %, which harms nobody as long as it is little.</summary>
    [Fact]
    public void SymbolConcentration_ManySmallOrdersOfOneSymbol_IsNoSignal()
    {
        Assert.Empty(_detector.Run(Burst(20, 0, 9, s => At(s))));
        Assert.Empty(_detector.Run(Burst(79, 9, 9.9, s => At(s, price: 6_328m))));
    }

    [Fact]
    public void SymbolConcentration_NotionalReachesTheMinimum_JudgesEverySymbol()
    {
        // 499,980 of AAPL in 20 orders; what completes the sample is of another symbol, and tiny.
        Assert.Empty(_detector.Run(Burst(20, 0, 5, s => At(s, qty: 1, price: 24_999m))));

        var detected = _detector.Run([At(6, symbol: "MSFT", qty: 20)]);

        Assert.Contains(detected, d => d is { Signal.Metric: RuleNames.SymbolConcentration, Signal.Value: > 0.99m, Command: not null });
    }

    [Fact]
    public void SymbolConcentration_WhenTheSampleIsLargeEnough_JudgesEverySymbol()
    {
        // 19 of AAPL; the 20th, which completes the sample, is of another symbol.
        var detected = _detector.Run([.. Burst(19, 0, 5, s => At(s, qty: 300, price: 100m)), At(6, symbol: "MSFT", qty: 300, price: 100m)]);

        Assert.Contains(detected, d => d is { Signal.Metric: RuleNames.SymbolConcentration, Signal.Value: 0.95m, Command: not null });
    }

    [Fact]
    public void SymbolConcentration_CrossedLater_IsSeenThen()
    {
        var even = Burst(40, 0, 5, s => At(s, qty: 100, price: 60m, symbol: (int)(s * 8) % 2 == 0 ? "AAPL" : "MSFT"));
        Assert.Empty(_detector.Run(even));

        var detected = _detector.Run([At(6, symbol: "NVDA", qty: 6_000, price: 100m)]);

        Assert.Contains(detected, d => d.Signal.Metric == RuleNames.SymbolConcentration && d.Signal.Value > 0.7m);
    }

    [Fact]
    public void ChildOverParent_ChildrenFillTheirParent_IsNoSignal()
    {
        Assert.Empty(_detector.Run(Children("P1", count: 10, qty: 99, asked: 990)));
    }

    [Fact]
    public void ChildOverParent_ChildrenWithoutEnd_KillsTheStrategyThatSendsThem()
    {
        var detected = _detector.Run(Children("P1", count: 21, qty: 99, asked: 1000));

        var commanded = Assert.Single(detected, d => d.Command is not null);
        Assert.Equal(Scope.Strategy("SMARS_8"), commanded.Command!.Scope);
        Assert.Equal(
            (RuleNames.ChildOverParent, 21 * 99m, 2000m),
            (commanded.Signal.Metric, commanded.Signal.Value, commanded.Signal.Threshold)
        );
    }

    [Fact]
    public void ChildOverParent_QuantityNamedByTheFirstChildOnly_CountsForAllOfThem()
    {
        var children = Children("P1", count: 21, qty: 99, asked: 1000).Select((o, i) => i == 0 ? o : o with { ParentQty = null });

        var detected = _detector.Run(children);

        Assert.Equal(21 * 99m, Assert.Single(detected, d => d.Command is not null).Signal.Value);
        Assert.Equal(0, _detector.Status.ChildrenUnjudged);
    }

    [Fact]
    public void ChildOverParent_QuantityNamedLongBeforeTheWindow_IsRememberedWhileChildrenCome()
    {
        var slow = Enumerable.Range(0, 40).Select(i => Child(i * 20, i == 0 ? 1_000 : null, qty: 10));
        Assert.Empty(_detector.Run(slow));

        var detected = _detector.Run(Burst(21, 800, 809, s => Child(s, null, qty: 99)));

        Assert.Contains(detected, d => d is { Signal.Metric: RuleNames.ChildOverParent, Signal.Threshold: 2000m, Command: not null });
    }

    [Fact]
    public void ChildOverParent_QuantityNamedByALaterChild_CountsThoseBeforeIt()
    {
        var children = Children("P1", count: 12, qty: 500, asked: 1000)
            .Select((o, i) => i == 11 ? o : o with { ParentQty = null })
            .ToList();

        Assert.Empty(_detector.Run(children.SkipLast(1)));
        Assert.Equal(11, _detector.Status.ChildrenUnjudged);

        var detected = _detector.Run(children.TakeLast(1));
        Assert.Contains(detected, d => d.Signal is { Metric: RuleNames.ChildOverParent, Value: 6000m });
    }

    [Fact]
    public void ChildOverParent_QuantityNeverNamed_IsCountedAndHeldAgainstTheOtherLimits()
    {
        var detected = _detector.Run(Burst(101, 0, 9, s => Child(s, null, qty: 99)));

        Assert.Equal(101, _detector.Status.ChildrenUnjudged);
        Assert.Equal([RuleNames.OrderRate], detected.Select(d => d.Signal.Metric).Distinct());
    }

    [Fact]
    public void ChildOverParent_ParentOfALongTimeAgo_IsForgotten()
    {
        _detector.Run([Child(0, 10, qty: 1)]);
        _detector.Run([At(400, account: "other")]);

        Assert.Empty(_detector.Run(Burst(21, 401, 409, s => Child(s, null, qty: 99))));
        Assert.Equal(21, _detector.Status.ChildrenUnjudged);
    }

    [Fact]
    public void ChildOverParent_FewerThanTheMinimumOfChildren_IsNoSignal()
    {
        Assert.Empty(_detector.Run(Children("P1", count: 9, qty: 900, asked: 1000)));
    }

    [Fact]
    public void ChildOverParent_ManyParentsEachWithinItsQuantity_IsNoSignal()
    {
        Assert.Empty(
            _detector.Run(Enumerable.Range(0, 50).SelectMany(p => Children("P" + p, count: 12, qty: 99, asked: 1200, account: "A" + p)))
        );
    }

    [Fact]
    public void SymbolAndStrategy_TakeWhatWouldBeTooMuchForOneAccount()
    {
        Assert.Empty(_detector.Run(Burst(5_000, 0, 9, s => At(s, account: "A" + (int)(s * 1000) % 500))));
    }

    private static Order Child(double second, long? asked, long qty) =>
        At(second, symbol: "S" + ((int)(second * 100) % 8), qty: qty, strategy: "SMARS_8", parent: "P1", parentQty: asked);

    private static IEnumerable<Order> Children(string parent, int count, long qty, long asked, string account = "A1") =>
        Burst(count, 0, 9, s =>
            At(s, account: account, symbol: "S" + ((int)(s * 100) % 8), qty: qty, strategy: "SMARS_8", parent: parent, parentQty: asked)
        );
}
