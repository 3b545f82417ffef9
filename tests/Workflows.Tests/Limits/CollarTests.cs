using System.Text;
using System.Text.Json;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;

namespace KillSwitch.Workflows.Tests.Limits;

/// <summary>What an order is held against by what its symbol trades at.</summary>
public sealed class CollarTests
{
    private const long At = 1_767_366_002_000;
    private const string FivePercent = """{"limits":{"GLOBAL":{"collar_percent":5}}}""";
    private static readonly Order s_order = new("o-1", At, "12345", "AAPL", Side.Buy, 100, 200m, "ALGO_X");
    private static readonly Order s_atMarket = s_order with { OrderType = OrderType.Market, Price = null };
    private readonly ReferencePrices _prices = new(_ => { });

    public CollarTests() => Publish("AAPL", 200, At - 1_000);

    [Theory]
    [InlineData(Side.Buy, 210, null)]
    [InlineData(Side.Buy, 210.01, "its price of $210.01 is above the reference price of AAPL, $200.00, by 5.01 %, and 5 % are allowed by GLOBAL")]
    [InlineData(Side.Buy, 1, null)]
    [InlineData(Side.Sell, 190, null)]
    [InlineData(Side.Sell, 189.99, "its price of $189.99 is below the reference price of AAPL, $200.00, by 5.01 %, and 5 % are allowed by GLOBAL")]
    [InlineData(Side.SellShort, 189.99, "its price of $189.99 is below the reference price of AAPL, $200.00, by 5.01 %, and 5 % are allowed by GLOBAL")]
    [InlineData(Side.SellShortExempt, 9_999, null)]
    public void Decide_APriceFarFromTheMarket_IsRefusedOnTheSideThatHarms(Side side, decimal price, string? says)
    {
        var audit = Decide(FivePercent, s_order with { Side = side, Price = price });

        Assert.Equal((says is null ? null : "116", says is null ? null : "collar_percent"), (audit.RefusalCode, audit.Rule));
        if (says is not null)
            Assert.Equal(($"The order was refused: {says}.", 5m, "GLOBAL"), (audit.Reason, audit.Limit, audit.LimitOwner));
    }

    [Theory]
    [InlineData(-10, -9.5, null)]
    [InlineData(-10, -9.49, "116")]
    [InlineData(0, 0, null)]
    [InlineData(0, 0.01, "116")]
    public void Decide_AReferencePriceOfZeroOrLess_HasItsCollarAboveIt(decimal reference, decimal price, string? code)
    {
        Publish("ES-SPREAD", reference, At);
        var spread = s_order with { Symbol = "ES-SPREAD", SecurityType = SecurityType.Spread, Price = price };

        Assert.Equal(code, Decide(FivePercent, spread).RefusalCode);
    }

    [Theory]
    [InlineData(105, null)]
    [InlineData(105.01, "116")]
    public void Decide_AStopLimit_IsHeldAgainstItsStopPrice(decimal price, string? code)
    {
        var order = s_order with { OrderType = OrderType.StopLimit, StopPrice = 100, Price = price };

        Assert.Equal(code, Decide(FivePercent, order).RefusalCode);
    }

    [Fact]
    public void Decide_SeveralCollars_NamesTheStrictest() =>
        Assert.Equal(
            ("ACCOUNT:12345", 1m),
            Decide(
                """{"limits":{"GLOBAL":{"collar_percent":5},"ACCOUNT:12345":{"collar_percent":1},"SYMBOL:AAPL":{"collar_percent":3}}}""",
                s_order with { Price = 300 }
            ) is var audit ? (audit.LimitOwner, audit.Limit!.Value) : default
        );

    [Theory]
    [InlineData("MSFT", 0, "MSFT has no reference price in prices.v1")]
    [InlineData("AAPL", 400_000, "AAPL has a reference price that is 401 s old, and 300 s are allowed")]
    public void Decide_WithoutAReferencePrice_IsRefusedForThatUnlessItMayPass(string symbol, long later, string says)
    {
        var order = s_order with { Symbol = symbol };

        var audit = Decide(FivePercent, order, At + later);

        Assert.Equal(("117", "collar_percent"), (audit.RefusalCode, audit.Rule));
        Assert.Equal($"The order was refused: its price cannot be held against the collar of GLOBAL, as {says}.", audit.Reason);
        Assert.Equal(Decision.Allow, Decide(FivePercent, order, At + later, passUnpriced: true).Decision);
    }

    [Theory]
    [InlineData(10_000, null)]
    [InlineData(10_001, "117")]
    [InlineData(-60_000, null)]
    public void Decide_AReferencePrice_IsAsOldAsTheShortestAgeAllows(long later, string? code)
    {
        const string Limits =
            """{"limits":{"GLOBAL":{"collar_percent":5,"max_price_age_seconds":3600},"ACCOUNT:12345":{"max_price_age_seconds":11}}}""";

        Assert.Equal(code, Decide(Limits, s_order, At + later).RefusalCode);
    }

    [Theory]
    [InlineData(OrderType.Market, null, 20_000)]
    [InlineData(OrderType.Stop, 150, 20_000)]
    [InlineData(OrderType.Stop, 250, 25_000)]
    public void Decide_WithoutAPrice_IsWorthWhatItsSymbolTradesAt(OrderType type, int? stop, decimal worth)
    {
        var order = s_atMarket with { OrderType = type, StopPrice = stop };

        var passed = Decide("""{"limits":{"GLOBAL":{"max_notional_usd":25000}}}""", order);
        var refused = Decide("""{"limits":{"GLOBAL":{"max_notional_usd":19999}}}""", order);

        Assert.Equal((Decision.Allow, 200m), (passed.Decision, passed.ReferencePrice!.Value));
        Assert.Equal(("112", worth, 200m), (refused.RefusalCode, refused.Notional!.Value, refused.ReferencePrice!.Value));
        Assert.Contains($"it is worth ${worth:#,0}.00 by the reference price, and an order of GLOBAL", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"limits":{}}""")]
    [InlineData("""{"limits":{"GLOBAL":{"max_qty":1000}}}""")]
    public void Decide_WithoutAPriceAndAReference_IsRefusedUnlessItMayPass(string limits)
    {
        var order = s_atMarket with { Symbol = "MSFT" };

        var audit = Decide(limits, order);

        Assert.Equal(("106", null), (audit.RefusalCode, audit.Rule));
        Assert.Contains("and MSFT has no reference price in prices.v1, so nobody can say what it is worth", audit.Reason, StringComparison.Ordinal);
        Assert.Equal(Decision.Allow, Decide(limits, order, passUnpriced: true).Decision);
    }

    [Fact]
    public void Decide_WithoutAPriceUnderAKill_IsDroppedWithItsWorth()
    {
        var fold = new KillStateFold(TimeProvider.System, _ => { });
        fold.Apply(0, 0, "GLOBAL"u8.ToArray(), "nonsense"u8.ToArray(), At);

        var audit = Decide("""{"limits":{}}""", s_atMarket, view: fold.View([1]));

        Assert.Equal((Decision.Drop, 20_000m, 200m), (audit.Decision, audit.Notional!.Value, audit.ReferencePrice!.Value));
    }

    [Theory]
    [InlineData(0, SecurityType.Stock, "106")]
    [InlineData(-5, SecurityType.Stock, "106")]
    [InlineData(0, SecurityType.Spread, null)]
    public void Decide_AReferencePriceThatNoShareHas_IsNone(decimal reference, SecurityType type, string? code)
    {
        Publish("AAPL", reference, At);

        Assert.Equal(code, Decide("""{"limits":{"GLOBAL":{"max_notional_usd":1}}}""", s_atMarket with { SecurityType = type }).RefusalCode);
    }

    [Fact]
    public void Decide_InAnotherCurrency_IsWorthWhatItsRateSays()
    {
        var order = s_order with { Currency = "EUR" };
        const string Limits = """{"limits":{"GLOBAL":{"max_notional_usd":21000}}}""";

        var without = Decide(Limits, order);
        Publish("EUR/USD", 1.08m, At);
        var with = Decide(Limits, order);

        Assert.Equal("107", without.RefusalCode);
        Assert.Contains("Its prices are in EUR, and EUR/USD has no reference price in prices.v1", without.Reason, StringComparison.Ordinal);
        Assert.Equal(("112", 21_600m, 1.08m), (with.RefusalCode, with.Notional!.Value, with.UsdRate!.Value));
        Assert.Contains("it is worth $21,600.00 (EUR/USD 1.08), and an order", with.Reason, StringComparison.Ordinal);
        Assert.Null(Decide(Limits, order with { Currency = "USD" }).UsdRate);
        Assert.Equal(Decision.Allow, Decide(Limits, order with { Currency = "GBP" }, passUnpriced: true).Decision);
    }

    [Fact]
    public void Decide_AReferencePriceInAnotherCurrency_IsNone()
    {
        Publish("SAP", 200, At, "EUR");
        Publish("EUR/USD", 1, At);
        var order = s_order with { Symbol = "SAP" };

        var audit = Decide(FivePercent, order);

        Assert.Equal("117", audit.RefusalCode);
        Assert.Contains("SAP has a reference price in EUR, and the order is in USD", audit.Reason, StringComparison.Ordinal);
        Assert.Null(Decide(FivePercent, order with { Currency = "EUR" }).RefusalCode);
        Assert.Contains(
            "its price of EUR 300.00 is above the reference price of SAP, EUR 200.00, by 50 %",
            Decide(FivePercent, order with { Currency = "EUR", Price = 300 }).Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(
            200m,
            Decide(FivePercent, order with { Currency = "EUR", Price = null, OrderType = OrderType.Market }).ReferencePrice
        );
    }

    /// <summary>A price of today says nothing of an order of another day.</summary>
    [Theory]
    [InlineData(0, null)]
    [InlineData(-299_000, null)]
    [InlineData(-302_000, "117")]
    [InlineData(302_000, "117")]
    public void Decide_AnOrderPlayedAgain_IsHeldAgainstAPriceOfItsOwnTime(long ts, string? code)
    {
        var checks = new OrderChecks(LimitsReader.Read(FivePercent, "limits"), _prices, byOwnTimes: true);

        Assert.Equal(code, Decide(checks, s_order with { Ts = At + ts }, At + 1_000_000_000, passUnpriced: false).RefusalCode);
    }

    private void Publish(string symbol, decimal price, long ts, string? currency = null) =>
        _prices.Apply(
            Encoding.UTF8.GetBytes(symbol),
            JsonSerializer.SerializeToUtf8Bytes(new PriceState(symbol, price, ts, currency), ContractsJson.Default.PriceState),
            ts
        );

    private DecisionAudit Decide(
        string limits,
        Order order,
        long sentInMs = At,
        bool passUnpriced = false,
        KillStateView? view = null
    ) =>
        Decide(
            new OrderChecks(LimitsReader.Read(limits, "limits"), _prices, passUnpriced: passUnpriced),
            order,
            sentInMs,
            passUnpriced,
            view
        );

    private static DecisionAudit Decide(OrderChecks checks, Order order, long sentInMs, bool passUnpriced, KillStateView? view = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order);
        var context = new DecisionContext(
            view ?? new KillStateFold(TimeProvider.System, _ => { }).View([1]),
            "router-1",
            At,
            passUnpriced,
            limitsOffsets: [0, 4]
        );
        var routed = DecisionCore.Decide(1, bytes, sentInMs, new OrderSource(0, 7), context, checks, new AuditJson());
        var audit = JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
        Assert.Equal(
            Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(audit, ContractsJson.Default.DecisionAudit)),
            Encoding.UTF8.GetString(routed.Audit)
        );
        Assert.Equal([0, 4], audit.LimitsOffsets!);
        return audit;
    }
}
