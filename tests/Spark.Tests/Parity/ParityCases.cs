using System.Text;
using KillSwitch.Scenarios;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Routing;
using KillSwitch.Workflows.Scopes;
using static KillSwitch.Spark.Tests.Parity.OrderSeries;

namespace KillSwitch.Spark.Tests.Parity;

/// <summary>The play: three acts on one time line, as the watermark is everybody's.</summary>
internal static class ParityCases
{
    public static readonly string[] Names =
    [
        "normal", "panic", "knight", "border", "at the limit", "slow", "long", "duplicated", "share", "parents", "symbol",
        "strategy", "clock ahead", "clock behind", "one symbol", "first child", "desk", "priced", "extreme", "malformed", "killed", "mad",
        "mad with a clock behind", "late", "still quiet", "restored", "mad again", "mad again with a clock behind",
    ];

    /// <summary>The latest time any order of the first act is dated at; the watermark trails it by 30 s.</summary>
    private const double FirstActEnds = 230;

    /// <summary>When people restore what was killed: everything of the second act has arrived.</summary>
    private const double Restored = 237;

    public static async Task<IReadOnlyList<ParityCase>> AllAsync(DateTimeOffset epoch)
    {
        OrderSeries Series(string prefix) => new(epoch, prefix);
        var (border, limit, slow, longer, twice) = (Series("border"), Series("limit"), Series("slow"), Series("long"), Series("twice"));
        var (share, parents, symbol, strategy, ahead) = (
            Series("share"),
            Series("parents"),
            Series("symbol"),
            Series("strategy"),
            Series("ahead")
        );
        var (behind, single, first, mad, lag) = (Series("behind"), Series("single"), Series("first"), Series("mad"), Series("lag"));
        var (extreme, bad, late, quiet, restored) = (Series("extreme"), Series("bad"), Series("late"), Series("quiet"), Series("restored"));
        var scenario = new ScenarioOptions { TroubleAt = TimeSpan.FromSeconds(2), TroubleFor = TimeSpan.FromSeconds(6), TimeScale = 0.05 };
        return
        [
            new(
                "normal",
                "Many accounts trade; nobody comes near a limit.",
                await PlayedAsync(new NormalScenario(scenario with { Seed = 7 }), epoch.AddMilliseconds(-1), 20)
            ),
            new(
                "panic",
                "One account sends 50 large orders a second for 6 s, while the others trade on.",
                await PlayedAsync(new PanicScenario(scenario), epoch, 12)
            ),
            new(
                "knight",
                "1 August 2012 at a twentieth of its speed: one router sends children without end.",
                await PlayedAsync(new KnightScenario(scenario), epoch.AddMilliseconds(1), 10)
            ),
            new(
                "border",
                "A burst across a full minute, of which no minute by the clock holds enough.",
                Burst(120, 55, 65, s => border.At(s))
            ),
            new(
                "at the limit",
                "As much as is allowed, to the order and to the cent, and nothing more.",
                [
                    .. Burst(100, 20, 79, s => limit.At(s, qty: 100, price: 100.00m)),
                    limit.At(79.5, account: "limit-B", qty: 10_000, price: 100.00m),
                ]
            ),
            new(
                "slow",
                "Over the limit only in the one window that holds its first and its last order.",
                Burst(101, 60, 120, s => slow.At(s))
            ),
            new(
                "long",
                "A breach that goes on for 220 s: a further kill a minute.",
                Burst(1_101, 10, 230.2, s => longer.At(s, qty: 10, price: 99.99m))
            ),
            new(
                "duplicated",
                "60 orders, each of them sent twice: both would reach the venue.",
                [.. Burst(60, 30, 40, s => twice.At(s)).SelectMany(r => new[] { r, r })]
            ),
            new(
                "share",
                "One symbol's share of an account rises over 70 %, falls, and rises again.",
                [
                    .. Burst(40, 12, 14, s => share.At(s)),
                    .. Burst(200, 14, 24, s =>
                        share.At(s, symbol: (int)(s * 2) % 3 == 0 ? "OTHER" : "SHARE", qty: 397, price: 12.34m)
                    ),
                ]
            ),
            new(
                "parents",
                "Three parents of one strategy, filled three times over at the same time; one says less than it asked for.",
                Burst(90, 90, 96, s =>
                    parents.At(
                        s,
                        account: "parents-" + ((int)(s * 15) % 3),
                        qty: 100,
                        strategy: "PEG",
                        parent: "peg-" + ((int)(s * 15) % 3),
                        parentQty: s > 93 ? 900 : 1_000
                    )
                )
            ),
            new(
                "symbol",
                "Twelve accounts send so much in one symbol that it is killed for everybody.",
                Burst(12, 40, 52, s => symbol.At(s, account: "symbol-" + (int)s, symbol: "DEEP", qty: 200_000, price: 1_000m))
            ),
            new(
                "strategy",
                "So does one strategy, over many symbols.",
                Burst(30, 130, 136, s => strategy.At(s, account: "strategy-" + (int)(s * 5), qty: 200_000, price: 1_000m, strategy: "DEEP"))
            ),
            new(
                "clock ahead",
                "Orders dated an hour ahead are measured when they arrive.",
                Burst(101, 70, 75, s => ahead.At(s + 3_600, arrives: s))
            ),
            new(
                "clock behind",
                "Orders dated two minutes back are measured when they arrive; those in seconds are none.",
                [
                    .. Burst(121, 140, 144, s => behind.At(s - 120, arrives: s)),
                    .. Burst(60, 142, 144, s => InSeconds(behind.At(s, account: "behind-B"))),
                ]
            ),
            new(
                "one symbol",
                "An account that trades one symbol only: far below the minimum, a little below it, and over it.",
                [
                    .. Burst(30, 150, 155, s => single.At(s, symbol: "SINGLE")),
                    .. Burst(25, 150, 155, s => single.At(s, account: "single-B", symbol: "SINGLE", price: 19_999m)),
                    .. Burst(30, 155, 160, s => single.At(s, account: "single-C", symbol: "SINGLE", price: 19_999m)),
                ]
            ),
            new(
                "first child",
                "Parents that only the first child names the quantity of, or a later one, or none.",
                [
                    .. Burst(15, 160, 165, s => FirstChild(first, s, "first", s < 160.1)),
                    .. Burst(15, 160, 165, s => FirstChild(first, s, "later", s > 164)),
                    .. Burst(15, 160, 165, s => FirstChild(first, s, "never", false)),
                ]
            ),
            new(
                "desk",
                "As desks send them: fractions, short sales, replacements, contracts, prices below zero, other currencies, symbols as venues write them.",
                Desk(Series("desk"))
            ),
            new(
                "priced",
                "Orders without a price, or in another currency: worth what prices.v1 says, or nothing where it does not say.",
                Priced(Series("priced"))
            ),
            new(
                "extreme",
                "Orders as large, as long and as oddly spelled as an order may be: none of them is refused.",
                Extreme(extreme, 17)
            ),
            new(
                "malformed",
                "Records that are no orders hold nothing up and count nowhere.",
                [.. Malformed(5), .. Burst(101, 6, 8, s => bad.At(s))]
            ),
            new("killed", "Killed long after people had restored the scope for an earlier reason.", Burst(101, 205, 210, s => quiet.At(s))),
            new("mad", "Killed, and not yet restored.", Burst(101, 222, 226, s => mad.At(s))),
            new(
                "mad with a clock behind",
                "The same, and the source's clock is 20 s behind.",
                Burst(101, 222, 226, s => lag.At(s - 20, arrives: s))
            ),
            new("late", "Dated back as far as is believed, and further.",
                [
                    late.At(FirstActEnds - 29, account: "late-none", qty: 20_000, price: 100m, arrives: FirstActEnds + 1),
                    late.At(FirstActEnds - 60, account: "late-some", qty: 20_000, price: 100m, arrives: FirstActEnds + 2),
                    late.At(FirstActEnds - 100, account: "late-all", qty: 20_000, price: 100m, arrives: FirstActEnds + 3),
                    .. Burst(101, FirstActEnds - 40, FirstActEnds - 20, s => late.At(s, account: "late-many", arrives: FirstActEnds + 4)),
                    .. Burst(101, 215, 220, s => restored.At(s, arrives: FirstActEnds + 5)),
                ]
            )
            {
                Act = 1,
            },
            new(
                "still quiet",
                "The scope that was killed goes on: a signal for the next window, and no further kill before that of its kill ends.",
                Burst(101, 212, 218, s => quiet.At(s, arrives: FirstActEnds + 6))
            )
            {
                Act = 1,
            },
            new(
                "restored",
                "Killed, restored by people, and mad again before the killed window has ended.",
                Burst(101, 240, 245, s => restored.At(s))
            )
            {
                Act = 2,
                RestoredBefore = (Scope.Account("restored-A"), TimeSpan.FromSeconds(Restored)),
            },
            new(
                "mad again",
                "Mad again at once, in windows that have signalled before: counted afresh, and killed as fast as the first time.",
                Burst(101, Restored + 0.1, Restored + 2, s => mad.At(s))
            )
            {
                Act = 2,
                RestoredBefore = (Scope.Account("mad-A"), TimeSpan.FromSeconds(Restored)),
            },
            new(
                "mad again with a clock behind",
                "The same by a source whose clock is 20 s behind: what counts is when its orders arrive.",
                Burst(101, Restored + 0.1, Restored + 2, s => lag.At(s - 20, arrives: s))
            )
            {
                Act = 2,
                RestoredBefore = (Scope.Account("lag-A"), TimeSpan.FromSeconds(Restored)),
            },
        ];
    }

    private static SentRecord FirstChild(OrderSeries first, double second, string parent, bool names) =>
        first.At(
            second,
            account: "first-" + parent,
            qty: 100,
            strategy: "FIRST-" + parent.ToUpperInvariant(),
            parent: "parent-" + parent,
            parentQty: names ? 300 : null
        );

    /// <summary>As a source sends it that takes ts for seconds.</summary>
    private static SentRecord InSeconds(SentRecord record)
    {
        var text = Encoding.UTF8.GetString(record.Value!);
        var ts = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("ts").GetRawText();
        return record with { Value = Encoding.UTF8.GetBytes(text.Replace(ts, ts[..^3], StringComparison.Ordinal)) };
    }

    private static async Task<IReadOnlyList<SentRecord>> PlayedAsync(IOrderScenario scenario, DateTimeOffset start, double seconds)
    {
        var records = new List<SentRecord>();
        await foreach (var order in scenario.OrdersAsync(start, CancellationToken.None))
        {
            if (order.Due.TotalSeconds >= seconds)
                break;
            records.Add(new SentRecord(order.Due, order.Key, order.Value));
        }
        return records;
    }

    /// <summary>A breach an account, but of cancels, which order nothing.</summary>
    private static IReadOnlyList<SentRecord> Desk(OrderSeries desk)
    {
        static Order Of(Order order, SecurityType type, decimal multiplier) => order with { SecurityType = type, Multiplier = multiplier };
        static Order About(Order order, OrderAction action) => order with { Action = action, OrigOrderId = "before-" + order.OrderId };
        static Order AtTheMarket(Order order) => order with { OrderType = OrderType.Market, Price = null };
        static Order InYen(Order order) => order with { Currency = "JPY" };
        const double second = 168;
        var text = desk.At(second, account: "desk-text", qty: 20_000.5m, price: 100.25m);
        return
        [
            desk.At(second, account: "desk-fraction", qty: 20_000.123456m, price: 100.01m),
            desk.At(second, account: "desk-short", qty: 20_000, price: 100m, also: o => o with { Side = Side.SellShort }),
            text with { Value = InQuotes(text.Value!) },
            desk.At(
                second,
                account: "desk-option",
                symbol: "SPXW  260116p04000000",
                qty: 200,
                price: 75.5m,
                also: o => Of(o, SecurityType.Option, 100)
            ),
            desk.At(second, account: "desk-future", symbol: "CLK0", qty: 60, price: -37.63m, also: o => Of(o, SecurityType.Future, 1_000)),
            desk.At(second, account: "desk-preferred", symbol: "BACpL", qty: 20_000, price: 100m),
            desk.At(second, account: "desk-common", symbol: "bacpl", qty: 20_000, price: 100m),
            desk.At(second, account: "desk-marks", symbol: "6EZ5:CME+^#*$&!%~", qty: 20_000, price: 100m),
            .. Burst(101, second, second + 2, s => desk.At(s, account: "desk-replaces", also: o => About(o, OrderAction.Replace))),
            .. Burst(101, second, second + 2, s => desk.At(s, account: "desk-cancels", also: o => About(o, OrderAction.Cancel))),
            .. Burst(101, second, second + 2, s => desk.At(s, account: "desk-market", also: AtTheMarket)),
            // A million of them, and in dollars nobody knows how many.
            .. Burst(101, second, second + 2, s => desk.At(s, account: "desk-yen", qty: 20_000, price: 100m, also: InYen)),
            .. Burst(15, second, second + 2, s => desk.At(s, qty: 0.25m, strategy: "DESK-P", parent: "desk-P", parentQty: 1.5m)),
        ];
    }

    /// <summary>Two million dollars each, where a price is known: each account's first order is a breach.</summary>
    private static IReadOnlyList<SentRecord> Priced(OrderSeries priced)
    {
        static Order AtTheMarket(Order order) => order with { OrderType = OrderType.Market, Price = null };
        static Order AtAStop(Order order) => order with { OrderType = OrderType.Stop, Price = null, StopPrice = 100 };
        static Order In(Order order, string currency) => order with { Currency = currency };
        const double second = 150;
        SentRecord Market(string symbol, Func<Order, Order>? also = null) =>
            priced.At(second, account: symbol, symbol: symbol, qty: 20_000, also: o => AtTheMarket(also?.Invoke(o) ?? o));
        SentRecord Costs(string account, decimal price, string currency) =>
            priced.At(second, account: account, qty: 20_000, price: price, also: o => In(o, currency));
        return
        [
            Market("PRICED"), Market("PRICED-SMALL"), Market("PRICED-LONG-AGO"), Market("PRICED-BELOW-ZERO", o => o with { Qty = 60_000 }),
            Market("PRICED-IN-EUROS", o => In(o, "EUR")),
            // No earlier than it is set off.
            priced.At(second, account: "PRICED-STOP", symbol: "PRICED-STOP", qty: 20_000, also: AtAStop),
            // Nobody knows what these are worth.
            Market("PRICED-IN-EUROS", o => o with { AccountId = "priced-not-in-dollars" }),
            Market("PRICED-BROKEN"), Market("PRICED-OTHERS"), Market("PRICED-GONE"), Market("PRICED-NEVER"),
            Costs("priced-francs", 100, "CHF"), Costs("priced-pounds", 100, "GBP"),
            Costs("priced-euros", 80, "EUR"), Costs("priced-euros-few", 39.99m, "EUR"),
            priced.At(
                second,
                account: "priced-most",
                qty: OrderParser.MaxQty,
                price: OrderParser.MaxPrice,
                also: o => In(o, "XBT") with { SecurityType = SecurityType.Option, Multiplier = OrderParser.MaxMultiplier }
            ),
        ];
    }

    private static byte[] InQuotes(byte[] order) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(order)
            .Replace("\"qty\":20000.5", "\"qty\":\"20000.50\"", StringComparison.Ordinal)
            .Replace("\"price\":100.25", "\"price\":\"100.25\"", StringComparison.Ordinal)
    );

    /// <summary>Each at a bound of what is an order, and each a breach: one that is not measured is missed.</summary>
    private static IReadOnlyList<SentRecord> Extreme(OrderSeries extreme, double second)
    {
        var padded = extreme.At(second, account: "extreme-bytes", qty: 20_000, price: 100m);
        return
        [
            extreme.At(second, account: "extreme-qty", qty: OrderParser.MaxQty, price: OrderParser.MaxPrice),
            extreme.At(second, account: "extreme-cents", qty: OrderParser.MaxQty, price: 0.01m),
            extreme.At(
                second,
                account: "extreme-parent",
                qty: 20_000,
                price: 100m,
                parent: new string('p', OrderParser.MaxOrderIdLength),
                parentQty: OrderParser.MaxQty
            ),
            extreme.At(second, account: "extreme-id", qty: 20_000, price: 100m, id: new string('i', OrderParser.MaxOrderIdLength)),
            extreme.At(
                second,
                account: new string('a', 64),
                symbol: new string('s', 64),
                qty: OrderParser.MaxQty,
                price: OrderParser.MaxPrice,
                strategy: new string('t', 64)
            ),
            extreme.At(
                second,
                account: "extreme._/@-",
                symbol: "odd._/@-ly",
                qty: OrderParser.MaxQty,
                price: OrderParser.MaxPrice,
                strategy: "sp._/@-elled"
            ),
            padded with
            {
                Value = Encoding.UTF8.GetBytes(
                    "{" + new string(' ', OrderParser.MaxBytes - padded.Value!.Length) + Encoding.UTF8.GetString(padded.Value)[1..]
                ),
            },
        ];
    }

    /// <summary>Each of another kind; an order but for the one thing that is wrong with it.</summary>
    public static IReadOnlyList<SentRecord> Malformed(double second)
    {
        const string good =
            """{"order_id":"m","ts":1767366000000,"account_id":"bad-A","symbol":"AAPL","side":"BUY","qty":1000000,"price":187.20,"strategy":"X"}""";
        string[] texts =
        [
            "",
            "nonsense",
            "[]",
            "\"text\"",
            "7",
            good[..^1],
            good.Replace("BUY", "buy"),
            good.Replace("BUY", "HOLD"),
            good.Replace("\"qty\":1000000", "\"qty\":-1"),
            good.Replace("\"qty\":1000000", "\"qty\":1.123456789"),
            good.Replace("\"qty\":1000000", "\"qty\":\"1e2\""),
            good.Replace("\"qty\":1000000", "\"qty\":\"01\""),
            good.Replace("}", ",\"action\":\"AMEND\"}"),
            good.Replace("}", ",\"action\":\"CANCEL\"}"),
            good.Replace("}", ",\"orig_order_id\":\"o\"}"),
            good.Replace("}", ",\"order_type\":\"MARKET\"}"),
            good.Replace("}", ",\"order_type\":\"STOP_LIMIT\"}"),
            good.Replace("}", ",\"security_type\":\"OPTION\"}"),
            good.Replace("}", ",\"multiplier\":0}"),
            good.Replace("}", ",\"desk\":\"A B\"}"),
            good.Replace("}", ",\"trader\":7}"),
            good.Replace("}", ",\"Venue\":\"XNAS\"}"),
            good.Replace("187.20", "-1"),
            good.Replace("1767366000000", "1767366000"),
            good.Replace("\"qty\":1000000", "\"qty\":1000000,\"qty\":1"),
            good.Replace("\"qty\"", "\"Qty\""),
            good.Replace("{", "{\"QTY\":1,"),
            good.Replace("187.20", "0"),
            good.Replace("187.20", "10000000.01"),
            good.Replace("187.20", "null"),
            good.Replace("\"symbol\":\"AAPL\",", ""),
            good.Replace("AAPL", "AAPL "),
            good.Replace("AAPL", "A|PL"),
            good.Replace("AAPL", ""),
            good.Replace("\"AAPL\"", "5"),
            good.Replace("bad-A", "bad-A\\n"),
            good.Replace("bad-A", new string('a', 65)),
            good.Replace("\"m\"", "\"\""),
            good.Replace("\"m\"", "\"" + new string('m', 129) + "\""),
            good.Replace("\"m\"", "\"a\\u0007b\""),
            good.Replace("1767366000000", "0"),
            good.Replace("1767366000000", "\"now\""),
            good.Replace("1767366000000", "253402300800000"),
            good.Replace("}", ",\"parent_id\":7}"),
            good.Replace("}", ",\"parent_id\":\"p\",\"parent_qty\":0}"),
            good.Replace("}", ",\"pad\":\"" + new string('x', 65_536) + "\"}"),
        ];
        return
        [
            .. texts.Select(t => new SentRecord(TimeSpan.FromSeconds(second), "bad-A", Encoding.UTF8.GetBytes(t))),
            new(TimeSpan.FromSeconds(second), "bad-A", null),
            new(TimeSpan.FromSeconds(second), "bad-A", [.. Encoding.UTF8.GetBytes(good[..^1]), 0xC3, 0x28, (byte)'}']),
            new(
                TimeSpan.FromSeconds(second),
                "bad-A",
                Encoding.UTF8.GetBytes(good.Replace("\"m\"", "\"m\xFF\"")) is var bytes ? [.. bytes[..15], 0xFF, .. bytes[15..]] : null
            ),
        ];
    }
}
