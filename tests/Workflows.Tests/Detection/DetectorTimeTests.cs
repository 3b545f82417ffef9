using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectorTimeTests
{
    private readonly Detector _detector = new(DetectionSettings.Default);

    [Fact]
    public void Observe_LateButInTime_CountsWhereItBelongs()
    {
        _detector.Run([At(100, account: "other")]);

        // Watermark at 70: the windows from 20 on are open.
        var detected = _detector.Run([At(75, qty: 20_000, price: 100m)]);

        Assert.NotEmpty(detected);
        Assert.Equal(0, _detector.Status.Late);
    }

    [Fact]
    public void Observe_LateForSomeWindows_IsCountedLateAndMeasuredInTheOthers()
    {
        _detector.Run([At(100, account: "other")]);

        // It arrived long ago, in a partition that was not read for a while.
        var detected = _detector.Run([At(55, qty: 20_000, price: 100m)]);

        Assert.Equal([50_000L, 40_000, 30_000, 20_000], detected.Select(d => d.Signal.WindowStart - Epoch));
        Assert.Equal((1, 0), (_detector.Status.Late, _detector.Status.TooLate));
    }

    [Fact]
    public void Observe_TooLateForEveryWindow_IsMeasuredAtTheLatestTimeKnown()
    {
        _detector.Run([At(200, account: "other")]);

        var detected = _detector.Run([At(5, qty: 20_000, price: 100m)]);

        Assert.Contains(detected, d => d.Command is not null && d.Signal.WindowStart == Epoch + 200_000);
        Assert.Equal((2, 1, 1), (_detector.Status.Orders, _detector.Status.Late, _detector.Status.TooLate));
    }

    [Theory]
    [InlineData(31_000)]
    [InlineData(120_000)]
    [InlineData(Epoch - (Epoch / 1000))] // ts in seconds
    [InlineData(Epoch - 1)]
    public void Observe_ClockBehind_IsMeasuredWhenItArrives(long behindMs)
    {
        _detector.Run([At(200, account: "other")]);
        var now = Epoch + 200_000;

        var detected = Enumerable.Range(0, 101)
            .SelectMany(i => _detector.Observe(At(0, symbol: "S" + (i % 8)) with { Ts = now - behindMs }, now + i, null))
            .ToList();

        Assert.Contains(detected, d => d is { Signal.Metric: RuleNames.OrderRate, Command: not null });
        Assert.Equal((101, 0), (_detector.Status.ClocksBehind, _detector.Status.Late));
    }

    [Fact]
    public void Observe_ClockBehindWithinTheLateness_IsBelieved()
    {
        _detector.Observe(At(170, qty: 20_000, price: 100m), Epoch + 200_000, null);

        Assert.Equal((0, Epoch + 140_000), (_detector.Status.ClocksBehind, _detector.Status.WatermarkTs));
    }

    /// <summary>Whatever an order and its record say, a limit is crossed by what arrives.</summary>
    [Fact]
    public void Observe_AnyTimes_MeasuresEveryOrder() =>
        Prop.ForAll(Gen.Choose(-500, 500).Two().ArrayOf(120).ToArbitrary(), times =>
        {
            var detector = new Detector(DetectionSettings.Default with { Account = new ScopeRules(new OrderRateRule(100), null) });
            var arrived = 0;
            var found = times
                .SelectMany(t =>
                    detector.Observe(At(t.Item1), Epoch + (arrived = Math.Max(arrived, t.Item2 / 50)), null)
                )
                .ToList();
            return found.Any(d => d.Command is not null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Observe_Replay_IsMeasuredByItsOwnTimesAlone()
    {
        var replay = new Detector(DetectionSettings.Default, "r1");
        var now = Epoch + 10_000_000_000;

        var detected = Burst(101, 0, 59, s => At(s, symbol: "S" + (int)(s * 10 % 8)))
            .SelectMany((o, i) => replay.Observe(o, now + i, null))
            .ToList();

        var commanded = Assert.Single(detected, d => d.Command is not null);
        Assert.Equal(Epoch, commanded.Signal.WindowStart);
        Assert.Equal(new CountingEpoch(0, "r1"), DetectionIds.BreachOf(commanded.Command!.CmdId, commanded.Signal.Scope)!.Value.Epoch);
        Assert.Equal((0, 0), (replay.Status.ClocksAhead, replay.Status.ClocksBehind));
    }

    [Fact]
    public void Observe_OrderFromTheFarFuture_DoesNotMakeOthersLate()
    {
        var now = Epoch + 10_000;
        _detector.Observe(At(3600, account: "bad-clock"), now, null);

        var detected = _detector.Observe(At(5, qty: 20_000, price: 100m), now, null);

        Assert.NotEmpty(detected);
        Assert.Equal((1, 0), (_detector.Status.ClocksAhead, _detector.Status.Late));
        Assert.Equal(now - 30_000, _detector.Status.WatermarkTs);
    }

    [Fact]
    public void Observe_OrdersFromTheFarFuture_AreMeasuredWhenTheyArrive()
    {
        // Dating orders ahead is no way around a limit.
        var detected = Enumerable.Range(0, 20)
            .SelectMany(i => _detector.Observe(At(3600 + (i * 3600), qty: 1000, price: 100m), Epoch + i, null))
            .ToList();

        Assert.Contains(detected, d => d is { Signal.Metric: RuleNames.Notional, Command: not null });
    }

    [Fact]
    public void Observe_SameOrdersAgain_GivesTheSameIds()
    {
        var orders = Burst(400, 0, 200, s => At(s, qty: 100, price: 500m, account: (int)s % 3 == 0 ? "A1" : "A2")).ToList();

        var first = new Detector(DetectionSettings.Default).Run(orders);
        var second = new Detector(DetectionSettings.Default).Run(orders);

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Observe_HoursOfOrders_KeepsNoMoreThanOpenWindowsNeed()
    {
        var most = 0;
        foreach (var order in Burst(20_000, 0, 7200, s => At(s, account: "A" + (int)(s * 10))))
        {
            _detector.Observe(order, order.Ts, null);
            most = Math.Max(most, _detector.Status.Groups);
        }

        // 100 s of event time at under 3 orders a second: pane and symbol for the account, pane for symbol and strategy.
        Assert.InRange(most, 1, 1000);
    }

    [Fact]
    public void Observe_MoreGroupsThanAllowed_CountsWhatItCannotMeasureAndGoesOn()
    {
        var detector = new Detector(DetectionSettings.Default with { MaxGroups = 1000 });
        detector.Run([At(0, account: "mad", qty: 1, price: 1m)]);
        detector.Run(Burst(2_000, 0.001, 1, s => At(s, account: "A" + (int)(s * 100_000))));

        Assert.True(detector.Status.Unmeasured > 0);
        Assert.InRange(detector.Status.Groups, 1, 1000);
        Assert.NotEmpty(detector.Run([At(1, account: "mad", qty: 20_000, price: 100m)]));
    }
}
