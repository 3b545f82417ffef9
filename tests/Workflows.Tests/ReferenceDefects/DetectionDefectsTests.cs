using System.Globalization;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Detection;
using KillSwitch.Workflows.Scopes;
using KillSwitch.Workflows.Tests.Detection;

namespace KillSwitch.Workflows.Tests.ReferenceDefects;

/// <summary>
/// What the published reference implementation's detection gets wrong, asked of this one. docs/reference-defects.md lists them.
/// </summary>
public sealed class DetectionDefectsTests
{
    private static readonly string[] Symbols = ["AAPL", "GOOGL", "MSFT", "AMZN", "TSLA", "NVDA", "META", "NFLX"];
    private static readonly string[] Strategies = ["ALGO_X", "ALGO_Y", "MANUAL", "SMART_ROUTER"];

    /// <summary>
    /// Its own generator's normal traffic, of which it flags nearly every account: a share without a minimum is 1 at the first
    /// order.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ConcentrationWithoutAMinimum_NormalTrafficOfAMinute_FlagsNoAccount(int seed)
    {
        var random = new Random(seed);
        var minute = Enumerable.Range(0, 300).Select(i => MadeOrders.At(
            i / 5.0, random.Next(10_000, 100_000).ToString(CultureInfo.InvariantCulture), Symbols[random.Next(Symbols.Length)],
            random.Next(10, 501), random.Next(5_000, 50_001) / 100m, Strategies[random.Next(Strategies.Length)]));

        Assert.Empty(new Detector(DetectionSettings.Default).Run(minute));
    }

    /// <summary>It names the last symbol in the alphabet, whatever its share.</summary>
    [Fact]
    public void TopSymbolIsTheAlphabeticalMaximum_TheLargestComesFirstInTheAlphabet_IsNamed()
    {
        var orders = Enumerable.Range(0, 40).Select(i => MadeOrders.At(i, symbol: i % 5 == 0 ? "ZION" : "AAPL", qty: 200, price: 100m));

        var signals = new Detector(DetectionSettings.Default).Run(orders);

        Assert.NotEmpty(signals);
        Assert.All(signals, s => Assert.Equal((Scope.Account("A1"), RuleNames.SymbolConcentration), (s.Signal.Scope, s.Signal.Metric)));
        Assert.Contains(signals, s => s.Command is { } kill && kill.Reason.Contains("orders in AAPL", StringComparison.Ordinal));
        Assert.DoesNotContain(signals, s => s.Command?.Reason.Contains("ZION", StringComparison.Ordinal) == true);
    }

    /// <summary>Its windows tell only when they are closed by the watermark: at 120 s of event time at the earliest.</summary>
    [Fact]
    public void EarliestKillAfterTwoMinutes_LimitCrossedInTheFirstSecond_IsCommandedByThatOrder()
    {
        var orders = MadeOrders.Burst(101, 0, 1, s => MadeOrders.At(s, symbol: Symbols[(int)(s * 1000) % Symbols.Length])).ToList();
        var detector = new Detector(DetectionSettings.Default);

        Assert.Empty(detector.Run(orders.SkipLast(1)));
        var kill = Assert.Single(detector.Run(orders.TakeLast(1)), d => d.Command is not null);

        Assert.Equal((Scope.Account("A1"), CommandAction.Kill), (kill.Command!.Scope, kill.Command.Action));
        Assert.True(kill.Command.Ts - orders[0].Ts <= 1000, "the command bears the time of the order that crossed");
    }

    /// <summary>All kills of one of its queries share one cmd_id, so that all but the first look like repeats.</summary>
    [Fact]
    public void OneCmdIdForAllKills_EveryBreach_HasItsOwnAndKeepsItWhenComputedAgain()
    {
        var orders = Enumerable
            .Range(0, 20)
            .SelectMany(a => new[] { 0, 61, 122 }.Select(s => MadeOrders.At(s, "A" + a, Symbols[a % 8], qty: 20_000, price: 100m)))
            .OrderBy(o => o.Ts)
            .ToList();
        var settings = DetectionSettings.Default with { Symbol = new ScopeRules(null, null), Strategy = new ScopeRules(null, null) };

        var ids = CmdIds(settings, orders);

        Assert.Equal(60, ids.Count);
        Assert.Distinct(ids);
        Assert.Equal(ids, CmdIds(settings, orders));
    }

    private static List<string> CmdIds(DetectionSettings settings, List<Order> orders) =>
        [.. new Detector(settings).Run(orders).Select(d => d.Command?.CmdId).OfType<string>()];
}
