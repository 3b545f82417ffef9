using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class DetectorNearestTests
{
    private static readonly Scope s_account = Scope.Account("A1");
    private readonly Restores _restores = new();
    private readonly Detector _detector;

    public DetectorNearestTests() =>
        _detector = new Detector(DetectionSettings.Default, new KillPolicy(DetectionSettings.Default), _restores);

    [Fact]
    public void Nearest_BeforeTheFirstOrder_IsNotKnown() => Assert.Null(_detector.Nearest(5));

    [Fact]
    public void Nearest_HalfOfALimit_StandsAtHalfAndFirst()
    {
        _detector.Run(Burst(50, 0, 5, s => At(s)));
        _detector.Run(Burst(10, 5, 6, s => At(s, account: "A2", qty: 1_000)));

        var nearest = _detector.Nearest(100)!;

        Assert.Equal(new NearLimit(s_account, RuleNames.OrderRate, 50, 100), nearest.Nearest[0]);
        Assert.Equal(0.5m, nearest.Nearest[0].Share);
        Assert.Contains(new NearLimit(Scope.Account("A2"), RuleNames.Notional, 10_000, 1_000_000), nearest.Nearest);
        Assert.Equal(nearest.Nearest.OrderByDescending(n => n.Share), nearest.Nearest);
        Assert.Equal(Epoch + 5_900, nearest.AsOfTs);
    }

    [Fact]
    public void Nearest_MoreThanAskedFor_GivesTheNearest()
    {
        for (var account = 1; account <= 9; account++)
            _detector.Run(Burst(account * 10, 0, 5, s => At(s, account: $"A{account}")));

        Assert.Equal(["A9", "A8"], _detector.Nearest(2)!.Nearest.Select(n => n.Scope.Value));
    }

    [Fact]
    public void Nearest_AfterAMinute_CountsWhatIsInTheLatestWindowOnly()
    {
        _detector.Run(Burst(50, 0, 5, s => At(s)));
        _detector.Run([At(120)]);

        Assert.Equal(1, _detector.Nearest(100)!.Nearest.Single(n => n.Scope == s_account && n.Rule == RuleNames.OrderRate).Value);
    }

    [Fact]
    public void Nearest_RestoredSince_CountsFromTheRestoreOn()
    {
        _detector.Run(Burst(150, 0, 1, s => At(s)));
        _restores.Killed(s_account);
        Assert.True(_restores.Restored(s_account, version: 7, Epoch + 2_000));
        _detector.Run(Burst(20, 3, 4, s => At(s)));

        Assert.Equal(20, _detector.Nearest(100)!.Nearest.Single(n => n.Scope == s_account && n.Rule == RuleNames.OrderRate).Value);
    }
}
