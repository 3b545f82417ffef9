using KillSwitch.OrderFormats.Orders;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.OrderFormats.Tests.Fix;

public sealed class FixReaderTests
{
    private const long At10Seconds = 1_795_957_750_000;

    [Fact]
    public void Read_NewOrder_IsTheContractsOrder()
    {
        var read = Read(
            FixText.Order(
                "54=5", "65=WI", "207=XNAS", "50=alice",
                "453=2", "448=bob", "452=11"
            )
        );

        Assert.Equal(
            new Order("o1", At10Seconds + 620, "12345", "AAPL WI", Side.SellShort, 100, 101.10m, "DESK") { Venue = "XNAS", Trader = "BOB" },
            Assert.Single(read.Parsed())
        );
        Assert.Equal([new("60", 1)], read.TimesFrom);
    }

    [Theory]
    [InlineData("1", "", "", OrderType.Market)]
    [InlineData("2", "9.5", "", OrderType.Limit)]
    [InlineData("3", "", "9", OrderType.Stop)]
    [InlineData("4", "9.5", "9", OrderType.StopLimit)]
    public void Read_OrdType_SaysWhichPricesThereAre(string code, string price, string stop, OrderType type)
    {
        var order = Assert.Single(Read(FixText.Order($"40={code}", $"44={price}", $"99={stop}")).Parsed());

        Assert.Equal((type, price, stop), (order.OrderType, $"{order.Price}", $"{order.StopPrice}"));
    }

    [Theory]
    [InlineData("461=OCASPS", "201=1", "541=20260116", "202=150", "231=100", "X260116C00150000", SecurityType.Option)]
    [InlineData("461=FXXXXX", "541=20260320", "231=50", "58=x", "58=x", "X 20260320", SecurityType.Future)]
    public void Read_TypeByItsCfiCode_IsThatType(string a, string b, string c, string d, string e, string symbol, SecurityType expected)
    {
        var read = Read(FixText.Order([.. new[] { "55=X", a, b, c, d, e }.Distinct()]));

        var order = Assert.Single(read.Parsed());
        Assert.Equal((symbol, expected, "X"), (order.Symbol, order.SecurityType, order.Underlying));
    }

    [Theory]
    [InlineData("202=150")]
    [InlineData("200=202601")]
    [InlineData("167=OPT", "541=20260116", "201=1")]
    [InlineData("461=MRCXXX")]
    public void Read_DerivativeThatCannotBeNamed_IsRefused(params string[] fields)
    {
        var read = Read(FixText.Order(fields));

        Assert.Empty(read.Orders);
        Assert.Equal(1, read.Refusals.Count);
    }

    [Fact]
    public void Read_OptionWhoseSymbolIsWhole_KeepsIt()
    {
        var order = Assert.Single(
            Read(FixText.Order("55=AAPL  260116C00150000", "167=OPT", "200=202601", "205=16", "201=1", "202=150", "231=100")).Parsed());

        Assert.Equal(("AAPL260116C00150000", "AAPL"), (order.Symbol, order.Underlying));
    }

    [Fact]
    public void Read_LogThatBeginsWithinAMessage_IsTold()
    {
        var log = FixText.Order();

        var read = Read(log[20..] + FixText.Order("34=9", "11=o9"));

        Assert.Equal((1, 1), (read.Orders.Count, read.Refusals.Count));
    }

    [Fact]
    public void Read_CancelAndReplace_AreAboutTheirOrders()
    {
        var log = FixText.Order()
            + FixText.Message(
                "G", FixText.Header, "34=8", "11=o2", "41=o1", "1=7", "55=A", "54=1", "38=5", "40=1", "60=20261129-13:09:11")
            + FixText.Message("F", FixText.Header, "34=9", "11=o3", "41=o2", "1=7", "55=A", "54=1", "60=20261129-13:09:12.000");

        var orders = Read(log).Parsed();

        Assert.Equal(
            [(OrderAction.New, null), (OrderAction.Replace, "o1"), (OrderAction.Cancel, "o2")],
            orders.Select(o => (o.Action, o.OrigOrderId))
        );
    }

    [Fact]
    public void Read_Option_IsNamedAsTheOccDoes()
    {
        var order = Assert.Single(
            Read(FixText.Order("167=OPT", "200=202601", "205=16", "201=1", "202=150", "231=100")).Parsed()
        );

        Assert.Equal(
            ("AAPL260116C00150000", "AAPL", SecurityType.Option, 100m),
            (order.Symbol, order.Underlying, order.SecurityType, order.Multiplier)
        );
    }

    [Fact]
    public void Read_Future_IsNamedWithItsMonthAndHeldByItsRoot()
    {
        var order = Assert.Single(Read(FixText.Order("55=CL", "167=FUT", "200=202006", "231=1000", "44=-37.63")).Parsed());

        Assert.Equal(("CL 202006", "CL", -37.63m), (order.Symbol, order.Underlying, order.Price));
    }

    [Theory]
    [InlineData("54=7", "703 ValueUnknown at 1: its side (54) is '7'; 1, 2, 5 and 6 are read.")]
    [InlineData("40=P", "703 ValueUnknown at 1: its type of order (40) is 'P'; 1, 2, 3 and 4 are read.")]
    [InlineData("167=WAR", "703 ValueUnknown at 1: its security type (167) is 'WAR'; CS, PS, ETF, OPT, OOF, FUT and MLEG are read.")]
    [InlineData("60=13:09", "706 TimeUnreadable at 1: its time (60) is '13:09', and must be as 20261129-13:09:10.623.")]
    [InlineData("55=[N/A]", "707 InstrumentUnnamed at 1: its symbol (55) is [N/A]: a kill of a symbol could not find it. If the id (48) is to be its symbol, map it: {\"symbol\":\"48\"}.")]
    public void Read_WhatTheContractCannotSay_IsRefusedByCode(string field, string says) =>
        Assert.Equal(says, Read(FixText.Order(field)).Refusal());

    [Theory]
    [InlineData("15=", null)]
    [InlineData("15=EUR", "EUR")]
    public void Read_Currency_IsWhatThePriceIsIn(string field, string? currency) =>
        Assert.Equal(currency, Assert.Single(Read(FixText.Order(field)).Parsed()).Currency);

    [Fact]
    public void Read_CashOrder_IsRefused() =>
        Assert.Equal(
            "704 QuantityUnsaid at 1: it is for an amount of money (152) of '5000' and has no quantity (38).",
            Read(FixText.Order("38=", "152=5000")).Refusal()
        );

    [Fact]
    public void Read_OptionWithoutItsDay_IsRefused() =>
        Assert.Equal(
            "707 InstrumentUnnamed at 1: its option cannot be named: the day of its expiry is not said (541, or 200 with 205).",
            Read(FixText.Order("167=OPT", "200=202601", "201=1", "202=150")).Refusal()
        );

    [Fact]
    public void Read_FieldThatIsThereTwice_IsRefused() =>
        Assert.Equal(
            "702 FieldRepeated at 1: field 38 is there twice, and programs differ in which they read.",
            Read(FixText.Whole(FixText.Order().Split('\u0001', 3)[2].Split("10=")[0] + "38=1\u0001")).Refusal()
        );

    /// <summary>Left as it is, for the router to refuse and to keep.</summary>
    [Theory]
    [InlineData("54=")]
    [InlineData("1=")]
    [InlineData("1=OMNI 01")]
    [InlineData("38=1e3")]
    public void Read_WhatTheRouterRefuses_GoesOnUnchanged(string field)
    {
        var read = Read(FixText.Order(field));

        Assert.Equal(0, read.Refusals.Count);
        Assert.False(Workflows.Orders.OrderParser.TryParse(Assert.Single(read.Orders).Json, out _, out _));
    }

    [Fact]
    public void Read_ExecutionReports_AreNoOrders()
    {
        var read = Read(FixText.Order() + FixText.Message("8", FixText.Header, "11=o1", "55=AAPL", "54=1", "38=100"));

        Assert.Single(read.Orders);
        Assert.Equal([new("execution report", 1)], read.PassedOver);
    }

    [Fact]
    public void Read_TextWithLineEndsAndDataWithATrailer_EndsWhereItsLengthSays()
    {
        var text = FixText.Order("58=two\nlines");
        var data = FixText.Order("34=8", "11=o2", "354=14", "355=a\u000110=000\u00018=FIX");

        var read = Read(text + "\n" + data + "\n" + FixText.Order("34=9", "11=o3"));

        Assert.Equal(["o1", "o2", "o3"], read.Parsed().Select(o => o.OrderId));
        Assert.Equal([1, 3, 4], read.Orders.Select(o => o.Place));
    }

    [Fact]
    public void Read_WrongChecksum_IsToldAndTheNextIsRead()
    {
        var wrong = FixText.Order().Replace("AAPL", "AAPM", StringComparison.Ordinal);

        var read = Read(wrong + "\n" + FixText.Order("11=o2"));

        Assert.Equal("o2", Assert.Single(read.Parsed()).OrderId);
        Assert.Equal((701, 1), (Assert.Single(read.Refusals.Kinds).Code, read.Refusals.Kinds.Single().FirstPlace));
    }

    [Fact]
    public void Read_WrongLengthAndALogThatEndsWithin_AreToldEach()
    {
        var wrong = FixText.Order().Replace("44=101.10", "44=1.1", StringComparison.Ordinal);

        var read = Read(wrong + "\n" + FixText.Order("11=o2") + "\n" + FixText.Order("11=o3")[..60]);

        Assert.Equal("o2", Assert.Single(read.Parsed()).OrderId);
        Assert.Equal((700, 1, 2), (read.Refusals.Kinds.Single().Code, read.Refusals.Kinds.Single().FirstPlace, read.Refusals.Count));
    }

    [Fact]
    public void Read_StoredWhileTheSessionWasAway_CountsOnceByItsNumber()
    {
        var late = FixText.Order("34=8", "11=o2", "43=Y", "122=20261129-13:09:10.700", "52=20261129-13:20:00.000", "60=20261129-13:09:10");

        var read = Read(FixText.Order() + late + late + FixText.Order());

        Assert.Equal([620, 700], read.Parsed().Select(o => o.Ts - At10Seconds));
        Assert.Equal([new("the same order again", 2)], read.PassedOver);
    }

    [Fact]
    public void Read_ATextBetweenMessagesThatHasATag_IsNoMessage() =>
        Assert.Equal(0, Read("sent 58=FIX\n" + FixText.Order()).Refusals.Count);

    [Fact]
    public void Read_NumbersThatBeginAnew_AreOtherOrders() =>
        Assert.Equal(2, Read(FixText.Order() + FixText.Order("11=o2")).Orders.Count);

    [Fact]
    public void Read_PossResendUnderANewNumber_IsTheSameOrder() =>
        Assert.Single(Read(FixText.Order() + FixText.Order("34=8", "97=Y")).Orders);

    [Theory]
    [InlineData("60=20261129-13:09:10", "", 623, "52")]
    [InlineData("60=20261129-13:09:09", "", -1000, "60")]
    [InlineData("60=", "", 623, "52")]
    [InlineData("60=20261129-13:09:10", "52=20261129-13:09:10", 641, "the log")]
    public void Read_TimeInWholeSeconds_TakesTheFinestOfThatSecond(string transact, string sending, long ms, string from)
    {
        var order = sending.Length == 0 ? FixText.Order(transact) : FixText.Order(transact, sending);

        var read = Read("20261129-13:09:10.641: " + order);

        Assert.Equal(ms, Assert.Single(read.Parsed()).Ts - At10Seconds);
        Assert.Equal([new(from, 1)], read.TimesFrom);
    }

    [Theory]
    [InlineData("2026/11/29 13:09:10.641000 ")]
    [InlineData("2026-11-29T13:09:10.641Z INFO sent ")]
    [InlineData("[2026-11-29 13:09:10,641] ")]
    public void Read_NoTimeInTheMessage_TakesTheLogsOwn(string before) =>
        Assert.Equal(641, Assert.Single(Read(before + FixText.Order("60=", "52=")).Parsed()).Ts - At10Seconds);

    [Fact]
    public void Read_SeveralSenders_AsksWhichIsMeant()
    {
        var log = FixText.Order() + FixText.Order("49=GATE", "56=VENUE");

        var e = Assert.Throws<OrdersFileException>(() => Read(log));

        Assert.Equal(
            "- has orders of several senders: DESK (1), GATE (1). One order can be there under two of them, coming in and going out. Say whose are meant: --flow DESK, once for each, or --flow '*' for all.",
            e.Message
        );
        Assert.Equal("GATE", Assert.Single(Read(log, new ReadingOptions { Senders = ["GATE"] }).Parsed()).Strategy);
        Assert.Equal(2, Read(log, new ReadingOptions { Senders = ["*"] }).Orders.Count);
        Assert.Throws<OrdersFileException>(() => Read(log, new ReadingOptions { Senders = ["DUSK"] }));
    }

    [Fact]
    public void Read_MarksForSoh_AreReadAsSoh()
    {
        foreach (var mark in (string[])["|", "^A"])
            Assert.Single(Read("13:09 sent " + FixText.Order().Replace("\u0001", mark, StringComparison.Ordinal) + "\n").Parsed());
    }

    [Fact]
    public void Read_Mapping_SaysWhatBecomesWhat()
    {
        var options = ReadOrders.Mapping(
            """{"strategy":"5001","account_id":"party:24","desk":{"always":"EQ"},"side":{"from":"54","values":{"1":"BUY","3":"BUY"}}}"""
        );

        var order = Assert.Single(
            Read(FixText.Order("54=3", "5001=twap", "453=1", "448=C7", "452=24"), options with { Traced = 1 }).Parsed()
        );

        Assert.Equal(("TWAP", "C7", "EQ", Side.Buy), (order.Strategy, order.AccountId, order.Desk, order.Side));
        Assert.Equal(
            "703 ValueUnknown at 1: 54 is '4', and the mapping of 'side' has no value for it.",
            Read(FixText.Order("54=4"), options).Refusal()
        );
        Assert.Throws<OrdersFileException>(() => Read("", ReadOrders.Mapping("""{"strategy":"Algo"}""")));
    }

    [Theory]
    [InlineData(null, "", "DE-K-1")]
    [InlineData("mine", "", "MINE")]
    [InlineData("mine", "847=1", "VWAP")]
    public void Read_Strategy_IsTheOrdersOrTheUsersOrTheSenders(string? given, string field, string strategy)
    {
        string[] fields = field.Length == 0 ? ["49=DE+K 1"] : ["49=DE+K 1", field];

        var read = Read(FixText.Order(fields), new ReadingOptions { Strategy = given });

        Assert.Equal(strategy, Assert.Single(read.Parsed()).Strategy);
    }

    private static OrdersRead Read(string log, ReadingOptions? options = null) => ReadOrders.Of(log, OrderFormat.Fix, options);
}
