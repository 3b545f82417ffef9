using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Limits;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class OrderChecksTests
{
    private const long At = 1_767_366_002_000;
    private static readonly Order s_order = new("o-1", At, "12345", "AAPL", Side.Buy, 100, 187.25m, "ALGO_X") { Desk = "EQ" };
    private readonly DecisionContext _context = new(new KillStateFold(TimeProvider.System, _ => { }).View([1]), "router-1", At);
    private long _offset;

    [Theory]
    [InlineData("max_qty", "100", null, null)]
    [InlineData("max_qty", "99.5", "111", "its quantity is 100, and an order of GLOBAL may have 99.5 at most")]
    [InlineData("max_notional_usd", "18725", null, null)]
    [InlineData("max_notional_usd", "18724.99", "112", "it is worth $18,725.00, and an order of GLOBAL may be worth $18,724.99 at most")]
    [InlineData("restricted", "true", "110", "GLOBAL may not be traded")]
    public void Decide_AtALimitAndBeyond_PassesAndIsRefused(string rule, string value, string? code, string? says)
    {
        var checks = Checks($$"""{"limits":{"GLOBAL":{ "{{rule}}":{{value}} } } }""");

        var audit = Decide(checks, s_order, At);

        Assert.Equal((code, code is null ? null : rule), (audit.RefusalCode, audit.Rule));
        if (says is null)
            return;
        Assert.Equal($"The order was refused: {says}.", audit.Reason);
        Assert.Equal(
            (Decision.Reject, "GLOBAL", "o-1", "12345", 18_725m),
            (audit.Decision, audit.LimitOwner, audit.OrderId, audit.AccountId, audit.Notional)
        );
    }

    [Theory]
    [InlineData("GROUP:prop", 80)]
    [InlineData("ACCOUNT:12345", 90)]
    [InlineData("DESK:EQ", 70)]
    public void Decide_SeveralLimitsBroken_NamesTheStrictest(string strictest, decimal least)
    {
        string[] owners = ["GLOBAL", "GROUP:prop", "ACCOUNT:12345", "DESK:EQ", "SYMBOL:AAPL", "STRATEGY:OTHER"];
        decimal Of(string owner) => owner == strictest ? least : owner == "STRATEGY:OTHER" ? 1 : 95;
        var limits = string.Join(',', owners.Select(owner => $$"""
            "{{owner}}":{ "max_qty":{{Of(owner)}} }
            """));
        var checks = Checks($$"""{"limits":{ {{limits}} },"groups":{"prop":["12345"]} }""");

        var audit = Decide(checks, s_order, At);

        Assert.Equal((strictest, least), (audit.LimitOwner, audit.Limit));
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    [InlineData(-2_001, true)]
    public void Decide_OrderOfAnotherTime_IsRefusedBeyondItsAge(long sentLater, bool refused)
    {
        var audit = Decide(Checks("""{"limits":{"GLOBAL":{"max_age_seconds":2}}}"""), s_order, At + sentLater);

        Assert.Equal(refused ? "113" : null, audit.RefusalCode);
    }

    [Fact]
    public void Decide_Duplicates_AreRefusedWithinTheTimeByIdAndByContent()
    {
        var checks = Checks("""{"limits":{"GLOBAL":{"duplicate_seconds":1}}}""");

        Assert.Equal(Decision.Allow, Decide(checks, s_order, At).Decision);
        Assert.Equal("114", Decide(checks, s_order with { Qty = 7 }, At + 1_000).RefusalCode);
        Assert.Equal(Decision.Allow, Decide(checks, s_order with { OrderId = "o-2", Price = 1 }, At + 1_001).Decision);
        Assert.Equal("114", Decide(checks, s_order with { OrderId = "o-3", Price = 1.00m }, At + 1_500).RefusalCode);
        Assert.Equal(Decision.Allow, Decide(checks, s_order with { OrderId = "o-3", AccountId = "9", Price = 1 }, At + 1_500).Decision);
        Assert.Equal(Decision.Allow, Decide(checks, s_order with { OrderId = "o-3", Price = 1, Side = Side.Sell }, At + 9_000).Decision);
    }

    [Fact]
    public void Decide_MoreThanASecondAllows_AreRefusedUntilTheNext()
    {
        var checks = Checks("""{"limits":{"GLOBAL":{"max_orders_per_second":2},"DESK:EQ":{"max_orders_per_second":3}}}""");
        var orders = Enumerable.Range(0, 6).Select(i => s_order with { OrderId = $"o-{i}", AccountId = $"a-{i % 2}" }).ToList();

        var codes = orders.Select(order => Decide(checks, order, At + 999).RefusalCode).ToList();

        Assert.Equal([null, null, null, "115", "115", "115"], codes);
        Assert.Null(Decide(checks, s_order, At + 1_000).RefusalCode);
    }

    /// <summary>Played years later, and as fast as it goes.</summary>
    [Fact]
    public void Decide_OrdersPlayedAgain_AreHeldAgainstTheLimitsByTheirOwnTimes()
    {
        const string Limits = """{"limits":{"GLOBAL":{"max_age_seconds":1,"duplicate_seconds":1,"max_orders_per_second":2}}}""";
        var checks = new OrderChecks(LimitsReader.Read(Limits, "limits"), byOwnTimes: true);
        var orders = new[] { 0, 1_500, 1_600, 1_700, 3_000 }
            .Select((later, i) => s_order with { OrderId = $"o-{i}", Ts = At + later, Qty = i + 1 });

        var codes = orders.Select(order => Decide(checks, order, At + 1_000_000_000_000).RefusalCode);

        Assert.Equal([null, null, null, "115", null], codes);
    }

    [Fact]
    public void Decide_SeveralOrderRatesBroken_NamesTheStrictest()
    {
        var checks = Checks(
            """{"limits":{"GLOBAL":{"max_orders_per_second":4},"ACCOUNT:12345":{"max_orders_per_second":2},"DESK:EQ":{"max_orders_per_second":3}}}"""
        );

        var owners = Enumerable.Range(0, 6).Select(i => Decide(checks, s_order with { OrderId = $"o-{i}" }, At).LimitOwner);

        Assert.Equal([null, null, "ACCOUNT:12345", "ACCOUNT:12345", "ACCOUNT:12345", "ACCOUNT:12345"], owners);
    }

    [Theory]
    [InlineData("GME260116C00020000", null)]
    [InlineData("WARRANT", "GME")]
    [InlineData("GME", "GME")]
    public void Decide_ALimitOfASymbol_HoldsWhatIsOnIt(string symbol, string? underlying)
    {
        var checks = Checks("""{"limits":{"SYMBOL:GME":{"restricted":true}}}""");

        Assert.Equal("SYMBOL:GME", Decide(checks, s_order with { Symbol = symbol, Underlying = underlying }, At).LimitOwner);
        Assert.Null(Decide(checks, s_order with { Symbol = "GM", Underlying = "GMEX" }, At).LimitOwner);
    }

    [Fact]
    public void Decide_ACancel_IsHeldAgainstNothingAndCountsNowhere()
    {
        var checks = Checks("""{"limits":{"GLOBAL":{"max_qty":1,"duplicate_seconds":1,"max_orders_per_second":1}}}""");
        var cancel = s_order with { Action = OrderAction.Cancel, OrigOrderId = "o-0" };

        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(Decision.Allow, Decide(checks, cancel, At).Decision));
        Assert.Null(Decide(checks, s_order with { Qty = 1 }, At).RefusalCode);
    }

    [Fact]
    public void Decide_LimitBrokenUnderAKill_IsRefusedForTheLimit()
    {
        var fold = new KillStateFold(TimeProvider.System, _ => { });
        fold.Apply(0, 0, "GLOBAL"u8.ToArray(), "nonsense"u8.ToArray(), At);
        var context = new DecisionContext(fold.View([1]), "router-1", At);

        Assert.Equal(Decision.Reject, Decide(Checks("""{"limits":{"GLOBAL":{"max_qty":1}}}"""), s_order, At, context).Decision);
        Assert.Equal(Decision.Drop, Decide(Checks("""{"limits":{"GLOBAL":{"max_qty":100}}}"""), s_order, At, context).Decision);
    }

    /// <summary>Whoever takes the partition over, at whatever record, and reads back what the look-back says, decides the same.</summary>
    [Fact]
    public void Decide_TakenOverAtAnyRecord_IsTheSame()
    {
        const string Limits =
            """{"limits":{"GLOBAL":{"duplicate_seconds":1.5,"max_orders_per_second":3},"STRATEGY:S":{"max_orders_per_second":4}}}""";
        var records =
            from id in Gen.Choose(0, 30)
            from qty in Gen.Choose(1, 3)
            from account in Gen.Elements("a", "b")
            from strategy in Gen.Elements("S", "T")
            from pause in Gen.Frequency((6, Gen.Choose(0, 100)), (1, Gen.Choose(400, 2_000)))
            from isCancel in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (s_order with
            {
                OrderId = $"o-{id}", Qty = qty, AccountId = account, Strategy = strategy,
                Action = isCancel ? OrderAction.Cancel : OrderAction.New, OrigOrderId = isCancel ? "o" : null,
            }, pause);
        var refusals = new HashSet<string?>();
        Prop.ForAll(records.ListOf(40).ToArbitrary(), drawn =>
        {
            var sent = At;
            var stream = drawn.Select(r => (Order: r.Item1, Sent: sent += r.pause)).ToList();
            var first = Checks(Limits);
            var decided = stream.Select(r => Decide(first, r.Order, r.Sent).RefusalCode).ToList();
            refusals.UnionWith(decided);
            return Enumerable.Range(1, stream.Count - 1).All(takenOverAt =>
            {
                var next = Checks(Limits);
                foreach (var (order, at) in stream.Take(takenOverAt))
                {
                    if (at >= stream[takenOverAt - 1].Sent - next.LookBack.TotalMilliseconds)
                        next.Remember(Json(order), at);
                }
                var rest = stream.Skip(takenOverAt).Select(r => Decide(next, r.Order, r.Sent).RefusalCode);
                return rest.SequenceEqual(decided.Skip(takenOverAt));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        Assert.Equal([null, "114", "115"], refusals.Order(StringComparer.Ordinal));
    }

    private static OrderChecks Checks(string limits) => new(LimitsReader.Read(limits, "limits.json"));

    private static byte[] Json(Order order) => JsonSerializer.SerializeToUtf8Bytes(order, ContractsJson.Default.Order);

    private DecisionAudit Decide(OrderChecks checks, Order order, long sentInMs, DecisionContext? context = null)
    {
        var source = new OrderSource(0, _offset++);
        var routed = DecisionCore.Decide(1, Json(order), sentInMs, source, context ?? _context, checks, new AuditJson());
        var audit = JsonSerializer.Deserialize(routed.Audit, ContractsJson.Default.DecisionAudit)!;
        Assert.Equal(
            Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(audit, ContractsJson.Default.DecisionAudit)),
            Encoding.UTF8.GetString(routed.Audit)
        );
        Assert.Equal(audit.RefusalCode, ((int?)routed.Refusal)?.ToString(CultureInfo.InvariantCulture));
        return audit;
    }
}
