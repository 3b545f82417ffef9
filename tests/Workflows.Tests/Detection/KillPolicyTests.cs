using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Workflows.Tests.Detection.MadeOrders;

namespace KillSwitch.Workflows.Tests.Detection;

public sealed class KillPolicyTests
{
    private static readonly Scope Mad = Scope.Account("A1");
    private readonly KillPolicy _policy = new(DetectionSettings.Default);

    [Fact]
    public void Decide_OtherRulesAndOverlappingWindowsOfABurst_AreTheSameBreach()
    {
        Assert.NotNull(Decide(RuleNames.Notional, 0));
        Assert.Null(Decide(RuleNames.Notional, -10));
        Assert.Null(Decide(RuleNames.OrderRate, 0));
        Assert.Null(Decide(RuleNames.OrderRate, 50));
    }

    [Fact]
    public void Decide_WindowAfterTheCommandedOne_IsAFurtherCause()
    {
        var first = Decide(RuleNames.Notional, 0);
        var second = Decide(RuleNames.Notional, 60);

        Assert.NotNull(second);
        Assert.NotEqual(first!.CmdId, second.CmdId);
    }

    [Fact]
    public void Decide_OtherScopeInTheSameWindow_HasItsOwnCommand()
    {
        Assert.NotNull(Decide(RuleNames.Notional, 0));
        Assert.NotNull(_policy.Decide(Signal(Scope.Account("A2"), RuleNames.Notional, 0), Restore.None, null, ""));
    }

    [Fact]
    public void Decide_SameWindowAfterARestore_IsAnotherBreachWithAnotherName()
    {
        var first = Decide(RuleNames.Notional, 0);
        var again = Decide(RuleNames.Notional, 0, RestoredAt(15));

        Assert.NotEqual(first!.CmdId, again!.CmdId);
        Assert.Null(Decide(RuleNames.Notional, 0, RestoredAt(15)));
        Assert.Null(Decide(RuleNames.OrderRate, 10));
    }

    [Fact]
    public void Remember_CommandOfAnEpoch_KeepsThatEpochQuietAlone()
    {
        var epoch = RestoredAt(15);
        _policy.Remember(new KillPolicy(DetectionSettings.Default).Decide(Signal(Mad, RuleNames.Notional, 0), epoch, null, "")!);

        Assert.Null(Decide(RuleNames.OrderRate, 10, epoch));
        Assert.NotNull(Decide(RuleNames.OrderRate, 10));
    }

    [Fact]
    public void Remember_ForgedForAnEpochThatHasNotBegun_DoesNotBlindTheOneThatBegins()
    {
        var foreseen = new CountingEpoch(Epoch + 20_000);
        _policy.Remember(new Command(
            DetectionIds.Command(Mad, RuleNames.Notional, Epoch, foreseen), Epoch, Mad, CommandAction.Kill, "r", "detector", "c"));

        Assert.NotNull(Decide(RuleNames.Notional, 0, new Restore(Epoch + 20_001, Epoch + 20_001)));
    }

    [Fact]
    public void Remember_CommandThatIsInTheTopic_IsNotGivenAgain()
    {
        var given = new KillPolicy(DetectionSettings.Default).Decide(Signal(Mad, RuleNames.Notional, 0), Restore.None, null, "")!;
        _policy.Remember(given);

        Assert.Null(Decide(RuleNames.Notional, 0));
        Assert.Null(Decide(RuleNames.OrderRate, 50));
        Assert.NotNull(Decide(RuleNames.Notional, 60));
    }

    [Theory]
    [InlineData("cmd-from-somebody")]
    [InlineData("det-notional-1343827800000-0000000000000000")]
    [InlineData("det-notional-x-0000000000000000")]
    public void Remember_CommandOfAnybodyElse_ChangesNothing(string cmdId)
    {
        _policy.Remember(new Command(cmdId, Epoch + 1, Mad, CommandAction.Kill, "r", "detector", "c"));

        Assert.NotNull(Decide(RuleNames.Notional, 0));
    }

    [Fact]
    public void Remember_ForgedWindowInTheFuture_DoesNotBlindTheDetector()
    {
        var future = Epoch + 86_400_000;
        _policy.Remember(new Command(
            DetectionIds.Command(Mad, RuleNames.Notional, future), Epoch, Mad, CommandAction.Kill, "r", "detector", "c"));

        Assert.NotNull(Decide(RuleNames.Notional, 0));
    }

    [Fact]
    public void Forget_WindowsBeforeAreClosed_KeepsOnlyWhatStillMatters()
    {
        Decide(RuleNames.Notional, 0);
        _policy.Forget(Epoch + 50_000);
        Assert.Null(Decide(RuleNames.Notional, 50));

        _policy.Forget(Epoch + 60_000);
        Assert.NotNull(Decide(RuleNames.Notional, 60));
    }

    [Theory]
    [InlineData(0, -50)]
    [InlineData(9_999, -50)]
    [InlineData(10_000, -40)]
    public void EarliestOpen_Watermark_IsTheFirstWindowThatEndsAfterIt(long watermark, int second)
    {
        var windows = new SlidingWindows(60_000, 10_000);
        var earliest = windows.EarliestOpen(Epoch + watermark);

        Assert.Equal(Epoch + (second * 1000), earliest);
        Assert.False(windows.IsClosed(earliest, Epoch + watermark));
        Assert.True(windows.IsClosed(earliest - windows.SlideMs, Epoch + watermark));
    }

    [Fact]
    public void Detector_BreachThatGoesOn_IsCommandedOnceAWindow()
    {
        var detected = new Detector(DetectionSettings.Default)
            .Run(Burst(10_000, 0, 200, s => At(s, qty: 1000, price: 100m)));

        Assert.Equal(
            [0L, 60_000, 120_000, 180_000],
            detected.Where(d => d.Command?.Scope == Mad).Select(d => d.Signal.WindowStart - Epoch));
    }

    [Fact]
    public void Decide_WindowThatBeginsLongAfterTheRestore_IsNamedWithoutIt()
    {
        // 60 s of a window and 5 s that a clock may be ahead.
        var restore = RestoredAt(-65);

        Assert.Equal(
            DetectionIds.Command(Mad, RuleNames.Notional, Epoch - 70_000, new CountingEpoch(restore.Version)),
            Decide(RuleNames.Notional, -70, restore)!.CmdId
        );
        Assert.Equal(DetectionIds.Command(Mad, RuleNames.Notional, Epoch), Decide(RuleNames.Notional, 0, restore)!.CmdId);
    }

    [Theory]
    [InlineData(-70)]
    [InlineData(0)]
    public void Remember_CommandOfTheSameCount_KeepsItQuietWithTheVersionInItsNameAndWithout(int commanded)
    {
        var restore = RestoredAt(-65);
        var given = new KillPolicy(DetectionSettings.Default).Decide(Signal(Mad, RuleNames.Notional, commanded), restore, null, "")!;
        _policy.Remember(given);

        Assert.Null(Decide(RuleNames.OrderRate, commanded + 50, restore));
        Assert.NotNull(Decide(RuleNames.OrderRate, commanded + 60, restore));
    }

    [Fact]
    public void Remember_CommandFromBeforeTheRestore_KeepsNothingQuietAfterIt()
    {
        Decide(RuleNames.Notional, 0);

        Assert.NotNull(Decide(RuleNames.Notional, 50, RestoredAt(5)));
    }

    private Command? Decide(string rule, int second, Restore? from = null) =>
        _policy.Decide(Signal(Mad, rule, second), from ?? Restore.None, null, "much");

    private static Restore RestoredAt(int second) => new(Epoch + (second * 1000L), Epoch + (second * 1000L));

    private static RiskSignal Signal(Scope scope, string rule, int second)
    {
        var start = Epoch + (second * 1000L);
        return new RiskSignal(
            DetectionIds.Signal(scope, rule, start), start + 1000, scope, rule, 2, 1, start, start + 60_000, "o1",
            DetectionIds.Correlation(scope, rule, start));
    }
}
