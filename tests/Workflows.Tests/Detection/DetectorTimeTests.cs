using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using static KillSwitch.Workflows.Tests.Detection.Orders;

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

        var detected = _detector.Run([At(55, qty: 20_000, price: 100m)]);

        Assert.Equal([50_000L, 40_000, 30_000, 20_000], detected.Select(d => d.Signal.WindowStart - Epoch));
        Assert.Equal((1, 0), (_detector.Status.Late, _detector.Status.TooLate));
    }

    [Fact]
    public void Observe_TooLateForEveryWindow_IsCountedAndMeasuredNowhere()
    {
        _detector.Run([At(200, account: "other")]);

        Assert.Empty(_detector.Run([At(5, qty: 20_000, price: 100m)]));
        Assert.Equal((2, 1, 1), (_detector.Status.Orders, _detector.Status.Late, _detector.Status.TooLate));
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
